declare module 'xlsx-calc' {
  /** Writes what every formula `f` of a book comes to into its cell's `v`, or an error into `w`. */
  export default function calculate(book: { readonly Sheets: object }): void;
}
