import { type CursorPlace, cursorPlace } from '../completion/cursor-place.ts';
import { expectedIn } from '../completion/grammar-states.ts';
import { numberPlace } from '../completion/number-place.ts';
import type { Program } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import { SIGNATURE_TEXTS, type SignatureName, type SignatureText } from './signature-texts.ts';

/** How what the cursor stands in is written. */
export interface Signature {
  readonly label: string;
  /** A paragraph, in Markdown. */
  readonly about: string;
  /** The parts: where each stands in the label, end exclusive, and what it is. */
  readonly parts: readonly { readonly start: number; readonly end: number; readonly about: string }[];
  /** The part that the cursor stands in. */
  readonly active: number;
}

/** The signature of what is being written at an offset of a program's first file; undefined where nothing has one. */
export function signatureAt(program: Program, offset: number): Signature | undefined {
  const place = cursorPlace(program.files[0] as SourceFile, offset);
  if (!place || place.kind === 'text') return undefined;
  const found = callAt(place) ?? constructAt(place);
  return found && shown(found);
}

interface Found {
  readonly name: SignatureName;
  readonly active: number;
  /** The words of the field before it. */
  readonly prefix?: string;
}

function shown({ name, active, prefix = '' }: Found): Signature {
  const { written, about, parts }: SignatureText = SIGNATURE_TEXTS[name];
  let label = prefix;
  const places: { start: number; end: number; about: string }[] = [];
  for (const [i, piece] of written.split(/[‹›]/).entries()) {
    if (i % 2 === 1)
      places.push({ start: label.length, end: label.length + piece.length, about: parts[places.length] ?? '' });
    label += piece;
  }
  return { label, about, parts: places, active: Math.min(active, places.length - 1) };
}

/** The call whose parentheses are open before the cursor. */
function callAt({ before }: CursorPlace): Found | undefined {
  let [depth, commas] = [0, 0];
  for (let i = before.length - 1; i >= 0; i--) {
    const image = before[i]?.image;
    if (image === ')') depth++;
    else if (image === '(' && depth > 0) depth--;
    else if (image === ',' && depth === 0) commas++;
    else if (image === '(') {
      const name = before[i - 1]?.image;
      if (name === 'min' || name === 'max') return { name, active: commas };
      commas = 0;
    }
  }
  return undefined;
}

function constructAt(place: CursorPlace): Found | undefined {
  const images = place.before.map(({ image }) => image);
  const [first, second, third] = images;
  const since = (word: string) => images.length - 1 - images.lastIndexOf(word);
  const has = (word: string) => images.includes(word);
  const commas = images.filter((image) => image === ',').length;
  // What can go on at the cursor, or be replaced there.
  if (expectedIn(place.states).length === 0) return undefined;
  switch (first) {
    case 'cycle':
    case 'attention':
      return { name: first, active: commas };
    case 'season':
      return { name: first, active: commas > 0 ? 2 : since('season') > 0 ? 1 : 0 };
    case 'include':
      return has('at') ? { name: 'rate', active: Math.min(since('at'), has('per') ? 2 : 1) } : undefined;
    case 'scale':
      return { name: first, active: has('from') ? 2 : has('by') ? 1 : 0 };
    case 'target':
      return { name: first, active: targetPart(images) };
  }
  const number = numberPlace(place);
  const inner = number && innerAt(images, number.value.length > 0);
  if (inner) return inner;
  if (first === 'contraction')
    return {
      name: first,
      active: second === undefined ? 0 : has('by') ? 3 : isDated(images) ? 2 : third === undefined ? 1 : 2,
    };
  if (!number) return first === 'set' ? { name: 'set', active: 0 } : undefined;
  const { value, isFirstStep, field, isSet } = number;
  const own = images.slice(images.lastIndexOf(',') + 1);
  if (field === 'touch') return { name: 'touch', active: value.length === 0 ? 3 : 4 };
  if (field === 'converting') return { name: 'touch', active: 5 };
  const isValue = value.length === 0 || OPERATORS.has(images.at(-1) ?? '');
  const at = (month: number) =>
    isValue ? 0 : own.includes('by') ? month + 1 : own.at(-1) === 'from' ? month - 1 : month;
  if (isSet && isFirstStep) return { name: 'set', active: 1 + Math.min(at(2), 2) };
  if (!isFirstStep) return { name: 'step', active: !isValue && !own.includes('from') ? 1 : at(2) };
  return { name: 'number', active: at(1), prefix: `${field === '' ? `driver ${second}` : field} ` };
}

/** A part of a step with a signature of its own, as long as the cursor is in it. */
function innerAt(images: readonly string[], hasValue: boolean): Found | undefined {
  const own = images.slice(images.lastIndexOf(',') + 1);
  const last = own.findLastIndex((image) => STARTS.has(image));
  const rest = own.slice(last + 1);
  switch (own[last]) {
    case 'rising':
      if (rest.includes('by')) return rest.at(-1) === 'by' ? { name: 'rising', active: 1 } : undefined;
      return { name: 'rising', active: 0 };
    case 'growing':
      return rest.length < 3 ? { name: 'growing', active: rest.length > 1 ? 1 : 0 } : undefined;
    case 'counted':
    case 'measured':
      if (rest.length > 2) return undefined;
      return { name: 'evidence', active: rest.includes('to') ? 1 : 0, prefix: `${own[last]} ` };
    default:
      return hasValue && own.at(-1) === 'to' ? { name: 'range', active: 1 } : undefined;
  }
}

const STARTS = new Set([
  'rising',
  'growing',
  'counted',
  'measured',
  'estimated',
  'decided',
  'sample',
  'note',
  'evidence',
  'from',
]);
const OPERATORS = new Set(['+', '-', '*', '/', '(', 'per', ',', '=']);

const isDated = (images: readonly string[]): boolean => images.some((image) => STARTS.has(image) && image !== 'from');

function targetPart(images: readonly string[]): number {
  if (images.includes('by')) return 4;
  if (images.includes('in')) return 3;
  if (images.some((image) => image === '>=' || image === '<=')) return 2;
  return images.includes('of') ? 1 : 0;
}
