/** Cookies of our own pages: no script reads them, no foreign page sends them along. */

/** The value of a cookie in the header of a request. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** What sets a cookie for so many seconds; 0 removes it. Over https it is bound to this very host. */
export function setCookie(name: string, value: string, seconds: number, home: string): string {
  const secure = isSecure(home) ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

/** The name of a cookie: over https one that browsers take from nobody but this host itself. */
export function cookieName(name: string, home: string): string {
  return isSecure(home) ? `__Host-${name}` : name;
}

function isSecure(home: string): boolean {
  return home.startsWith('https:');
}
