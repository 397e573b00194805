/** The leaves of natural that are loaded; its index would bring database drivers along. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const porter: { readonly stem: (word: string) => string };
  // biome-ignore lint/style/noDefaultExport: this is how the module exports
  export default porter;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_de.js' {
  const german: { readonly stem: (word: string) => string };
  // biome-ignore lint/style/noDefaultExport: this is how the module exports
  export default german;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_es.js' {
  const spanish: { readonly stem: (word: string) => string };
  // biome-ignore lint/style/noDefaultExport: this is how the module exports
  export default spanish;
}
