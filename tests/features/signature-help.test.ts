import { describe, expect, it } from 'vitest';
import { signatureHelp } from '../../packages/language-server/src/features/signature-help.ts';
import { analyseText } from '../harness/analyse-text.ts';

const CLIENT = { markdown: true, offsets: true };

/** The signature at `$0`, with the part that the cursor stands in between brackets; undefined where there is none. */
function signature(marked: string): string | undefined {
  const offset = marked.indexOf('$0');
  const { program } = analyseText(marked.replace('$0', ''));
  const { lines } = program.files[0] as NonNullable<(typeof program.files)[0]>;
  const help = signatureHelp({ program } as never, lines.at(offset), CLIENT);
  const [one] = help?.signatures ?? [];
  if (!one) return undefined;
  const [start, end] = (one.parameters?.[help?.activeParameter ?? -1]?.label ?? []) as number[];
  if (start === undefined) throw new Error(`no part of ${one.label}`);
  return `${one.label.slice(0, start)}[${one.label.slice(start, end)}]${one.label.slice(end)}`;
}

const inChannel = (line: string) => signature(`foundation channel c {\n  ${line}\n  owner ann\n}\n`);
const inClosing = (line: string) => signature(`closing original_ae {\n  ${line}\n  owner ann\n}\n`);
const inScenario = (line: string) => signature(`scenario s {\n  ${line}\n  drop c\n}\n`);

describe('textDocument/signatureHelp', () => {
  it('shows the arguments of a function, and stays at the last one', () => {
    expect(inChannel('volume min($0')).toBe('min([first], second, more …)');
    expect(inChannel('volume min(a, $0b)')).toBe('min(first, [second], more …)');
    expect(inChannel('volume max(a, b, c, $0')).toBe('max(first, second, [more …])');
    expect(inChannel('volume min(a, max(b, c), $0)')).toBe('min(first, second, [more …])');
    expect(inChannel('volume min(a, (b + $0')).toBe('min(first, [second], more …)');
    expect(inChannel('volume min(a, b) $0')).toBe('volume value [provenance] by owner');
  });

  it('shows how a number changes', () => {
    expect(inChannel('volume 5/month rising to $0')).toBe('rising to [target] by month');
    expect(inChannel('volume 5/month rising to 9/month by $0')).toBe('rising to target by [month]');
    expect(inChannel('volume 5/month growing $0')).toBe('growing [rate]/unit');
    expect(inChannel('volume 5/month growing 3%/$0')).toBe('growing rate/[unit]');
    expect(inChannel('volume 5/month to $0')).toBe('low to [high]');
    expect(inChannel('volume 5/month counted $0')).toBe('counted [first] to last');
    expect(inChannel('volume 5/month counted 2025-10 to $0')).toBe('counted first to [last]');
  });

  it('shows the parts of a number with its history', () => {
    expect(inChannel('volume $0')).toBe('volume [value] provenance by owner');
    expect(inClosing('win rate 25% $0')).toBe('win rate value [provenance] by owner');
    expect(inChannel('volume 5/month sample by $0')).toBe('volume value provenance by [owner]');
    expect(inChannel('volume 5/month sample, $0')).toBe('[value] from month provenance by owner');
    expect(inChannel('volume 5/month sample, 6/month from $0')).toBe('value from [month] provenance by owner');
    expect(signature('driver x $0')).toBe('driver x [value] provenance by owner');
    expect(inChannel('customer touch t $0')).toBe('side touch name "title" [value] provenance gated converting share');
    expect(inChannel('touch t 5/month converting $0')).toBe(
      'side touch name "title" value provenance gated converting [share]',
    );
  });

  it('shows the parts of lists', () => {
    expect(inClosing('cycle $0')).toBe('cycle [same month], a month later, two months later, and so on …');
    expect(inClosing('cycle 20%, 30%, $0')).toBe('cycle same month, a month later, [two months later], and so on …');
    expect(inClosing('cycle 5%, 5%, 5%, 5%, 5%, $0')).toBe(
      'cycle same month, a month later, two months later, [and so on …]',
    );
    expect(inClosing('attention 100%, $0')).toBe('attention first month, [second month], third month');
    expect(inChannel('season july $0')).toBe('season month [factor], more …');
  });

  it('shows the parts of an edit, a target and a rate', () => {
    expect(inScenario('set $0')).toBe('set [number] = value from month provenance');
    expect(inScenario('set a.volume = $0')).toBe('set number = [value] from month provenance');
    expect(inScenario('scale a by $0')).toBe('scale number by [factor] from month');
    expect(inScenario('scale a by 2 from $0')).toBe('scale number by factor from [month]');
    expect(signature('target revenue >= $0')).toBe('target metric of channel >= [value] in period by owner');
    expect(signature('target revenue >= $5 in 2026 by $0')).toBe(
      'target metric of channel >= value in period by [owner]',
    );
    expect(signature('include "./a.upsell" as a at 1.08 $0')).toBe('at rate [own currency] per its currency');
    expect(signature('retention {\n  contraction customer $0\n}')).toBe('contraction side [value] provenance by owner');
  });

  it('shows nothing elsewhere', () => {
    for (const nothing of [
      '$0',
      'owner a$0 "A"',
      '// min($0',
      'owner a "min($0"',
      'foundation channel $0 {\n}',
      'sources { $0 }',
    ])
      expect(signature(nothing), nothing).toBeUndefined();
  });

  it('writes plain words for a client that shows neither Markdown nor places', () => {
    const { program } = analyseText('driver x min(');
    const help = signatureHelp({ program } as never, { line: 0, character: 13 }, { markdown: false, offsets: false });
    expect(help?.signatures[0]).toMatchObject({
      label: 'min(first, second, more …)',
      documentation: expect.not.stringContaining('`'),
      parameters: [{ label: 'first' }, { label: 'second' }, { label: 'more …' }],
    });
  });
});
