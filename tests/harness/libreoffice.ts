import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { nameOf, type Values } from './recalculate.ts';

/** Files are recalculated when they are opened, whatever they say that their formulas come to. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** Why LibreOffice cannot be run; undefined where it can. */
export function whyNoLibreOffice(): string | undefined {
  const { status, stdout } = spawnSync('soffice', ['--version'], { encoding: 'utf8' });
  if (status === 0 && /LibreOffice/.test(stdout)) return undefined;
  return 'LibreOffice is not here: install it with `apt-get install --no-install-recommends libreoffice-calc-nogui` (or libreoffice-calc), so that `soffice` is found.';
}

/** What LibreOffice makes of the cells of some workbook files, by file in their order. */
export async function calculatedByLibreOffice(files: readonly Uint8Array[]): Promise<readonly Values[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'upsell-soffice-'));
  try {
    const profile = path.join(folder, 'profile');
    mkdirSync(path.join(profile, 'user'), { recursive: true });
    mkdirSync(path.join(folder, 'out'));
    writeFileSync(path.join(profile, 'user', 'registrymodifications.xcu'), ALWAYS_RECALCULATE);
    const names = files.map((bytes, i) => {
      const name = path.join(folder, `${i}.xlsx`);
      writeFileSync(name, bytes);
      return name;
    });
    const own = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    const into = ['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'out')];
    const ran = spawnSync('soffice', [own, '--headless', '--norestore', ...into, ...names], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`soffice ends with ${ran.status}: ${ran.stderr}`);
    const values: Values[] = [];
    for (const [i] of files.entries()) values.push(await valuesIn(readFileSync(path.join(folder, 'out', `${i}.xlsx`))));
    return values;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function valuesIn(bytes: Uint8Array): Promise<Values> {
  const values = new Map<string, string | number>();
  for (const { name, cells = new Map() } of (await readXlsx(bytes, { readStyles: true })).sheets)
    for (const [at, { value, formula, formulaResult }] of cells) {
      const [row = 0, column = 0] = at.split(',').map(Number);
      const found = formula === undefined ? value : formulaResult;
      values.set(`${name}!${nameOf({ row, column })}`, typeof found === 'number' ? found : String(found ?? ''));
    }
  return values;
}
