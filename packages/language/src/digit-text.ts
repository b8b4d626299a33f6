/**
 * A number of at least 0 with as many digits as are asked for, without a power of ten, which the language does not have; thousands
 * are grouped.
 */
export function digitText(value: number, significant: number): string {
  const sure = Number(value.toPrecision(significant));
  const decimals = sure === 0 ? 0 : Math.max(0, significant - 1 - Math.floor(Math.log10(Math.abs(sure))));
  const [whole = '', fraction = ''] = sure.toFixed(Math.min(decimals, 100)).split('.');
  const rest = fraction.replace(/0+$/, '');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === '' ? '' : `.${rest}`}`;
}
