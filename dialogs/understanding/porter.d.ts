/** The one leaf of natural that is loaded; its index would bring database drivers along. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const porter: { readonly stem: (word: string) => string };
  // biome-ignore lint/style/noDefaultExport: this is how the module exports
  export default porter;
}
