declare module 'react-dom' {
  const ReactDOM: { readonly unmountComponentAtNode: (place: Element) => boolean };
  // biome-ignore lint/style/noDefaultExport: so the package is made
  export default ReactDOM;
}
