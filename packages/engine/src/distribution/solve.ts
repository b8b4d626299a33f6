/**
 * A root of a function that is monotone on [low, high] and changes sign there, by Brent's method (Brent 1973, ch. 4), to
 * the last few bits. The ends are given with opposite signs; where they are not, the end nearer to zero is returned.
 */
export function root(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0 || fa > 0 === fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  let [c, fc] = [a, fa];
  let step = b - a;
  let before = step;
  for (let i = 0; i < 200; i++) {
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = before = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const tolerance = 2 * Number.EPSILON * Math.abs(b);
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    const next = Math.abs(before) > tolerance && Math.abs(fa) > Math.abs(fb) ? interpolate(a, b, c, fa, fb, fc) : half;
    const accepted = 2 * Math.abs(next) < Math.min(3 * Math.abs(half) - tolerance, Math.abs(before)) && next * half > 0;
    before = accepted ? step : half;
    step = accepted ? next : half;
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
  }
  return b;
}

/** The step from b to the root of the secant (two points) or the inverse parabola (three). */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1);
  const q = fa / fc;
  const r = fb / fc;
  return -(s * ((c - b) * q * (q - r) - (b - a) * (r - 1))) / ((q - 1) * (r - 1) * (s - 1));
}

type Pair = readonly [number, number];

/**
 * A root of two functions of two unknowns by Broyden's method (Broyden 1965), to the last few bits: a step takes one call, where a
 * root in a root takes tens. Undefined where it does not come near one from `start`; `near` is what counts as that.
 */
export function rootOfTwo(f: (x: number, y: number) => Pair, start: Pair, near: number): Pair | undefined {
  let [x, y] = start;
  let [p, q] = f(x, y);
  const [px, qx] = f(x + STEP, y);
  const [py, qy] = f(x, y + STEP);
  let [a, b, c, d] = [(px - p) / STEP, (py - p) / STEP, (qx - q) / STEP, (qy - q) / STEP];
  for (let i = 0; i < MOST_STEPS; i++) {
    const size = Math.max(Math.abs(p), Math.abs(q));
    const det = a * d - b * c;
    const dx = limited((b * q - d * p) / det);
    const dy = limited((c * p - a * q) / det);
    const [nextP, nextQ] = f(x + dx, y + dy);
    const next = Math.max(Math.abs(nextP), Math.abs(nextQ));
    // Near the root a step that leads no nearer is one of rounding.
    if (size < near && !(next < size)) return [x, y];
    // What the step showed the slopes to be, in its direction.
    const square = dx * dx + dy * dy;
    const [offP, offQ] = [(nextP - p - a * dx - b * dy) / square, (nextQ - q - c * dx - d * dy) / square];
    [a, b, c, d] = [a + offP * dx, b + offP * dy, c + offQ * dx, d + offQ * dy];
    [x, y, p, q] = [x + dx, y + dy, nextP, nextQ];
    if (next === 0) return [x, y];
    if (!Number.isFinite(next)) return undefined;
  }
  return undefined;
}

const STEP = 1e-6;
const MOST_STEPS = 40;

const limited = (step: number): number => Math.max(-1, Math.min(1, step));
