import type { Route } from './exchange.ts';
import { Refusal } from './refusal.ts';

type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** Finds who answers at an address. */
export type Router = {
  /** Who answers here; undefined when no route is at this address. For OPTIONS any route of it. Throws Refusal. */
  readonly find: (method: string, path: string) => Found | undefined;
  /** Whether pages of other origins may call this address. */
  readonly isOpen: (path: string) => boolean;
};

type Place = { readonly pattern: RegExp; readonly route: Route };

/** A router over these routes. */
export function newRouter(routes: readonly Route[]): Router {
  const places = routes.map((route): Place => ({ route, pattern: patternOf(route.path) }));
  // No route begins with a `:name`, so only those that begin like the path can be meant.
  const begun = Map.groupBy(places, ({ route }) => beginning(route.path));
  const at = (path: string): readonly Place[] => (begun.get(beginning(path)) ?? []).filter(({ pattern }) => pattern.test(path));
  return {
    isOpen: (path) => at(path).some(({ route }) => route.open),
    find: (method, path) => {
      const here = at(path);
      if (here.length === 0) return undefined;
      const found = here.find(({ route }) => route.method === method || method === 'OPTIONS');
      if (found === undefined) throw refused(method, here);
      return { route: found.route, params: paramsOf(found.pattern, path) };
    },
  };
}

/** The first segment of a path. */
function beginning(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
}

function refused(method: string, here: readonly Place[]): Refusal {
  const allowed = [...new Set(here.map(({ route }) => route.method)), 'OPTIONS'].join(', ');
  return new Refusal('MethodNotAllowed', `${method} is not possible here.`, { Allow: allowed });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);
}

function paramsOf(pattern: RegExp, path: string): Readonly<Record<string, string>> {
  const found = Object.entries(pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(found.map(([name, value]) => [name, decoded(value)]));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
