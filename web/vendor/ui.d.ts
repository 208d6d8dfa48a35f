// Types of ui.js: what Comanda's pages use of Preact, Preact Signals and htm.

export type Child = VNode | ReadonlySignal<unknown> | string | number | bigint | boolean | null | undefined | readonly Child[];

/** One element of the page as data; made by html`…` or h(), never by hand. */
export interface VNode {
  readonly type: string | Component<never>;
  readonly props: unknown;
  readonly key: unknown;
}

/** A function from props to what is shown. */
export type Component<P = {}> = (props: P) => Child;
export type Ref<T> = { current: T };

export function h<P>(type: Component<P>, props: (P & { key?: string | number }) | null, ...children: Child[]): VNode;
export function h(type: string, props: object | null, ...children: Child[]): VNode;
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
export function render(shown: Child, parent: Element | Document | DocumentFragment): void;
export const Fragment: Component<{ children?: Child }>;

export function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
export function useState<T = undefined>(): [T | undefined, (next: T | undefined) => void];
export function useRef<T>(initial: T): Ref<T>;
export function useRef<T>(initial: null): Ref<T | null>;
export function useMemo<T>(make: () => T, inputs: readonly unknown[]): T;
export function useCallback<F extends (...args: never[]) => unknown>(made: F, inputs: readonly unknown[]): F;
export function useEffect(run: () => void | (() => void), inputs?: readonly unknown[]): void;
export function useLayoutEffect(run: () => void | (() => void), inputs?: readonly unknown[]): void;
export function useErrorBoundary(report?: (error: unknown) => void): [error: unknown, reset: () => void];

export interface ReadonlySignal<T> {
  readonly value: T;
  peek(): T;
  subscribe(told: (value: T) => void): () => void;
}
export class Signal<T = unknown> {
  constructor(initial?: T);
  value: T;
  peek(): T;
  subscribe(told: (value: T) => void): () => void;
}
export function signal<T>(initial: T): Signal<T>;
export function signal<T = undefined>(): Signal<T | undefined>;
export function computed<T>(make: () => T): ReadonlySignal<T>;
export function effect(run: () => void | (() => void)): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(read: () => T): T;
export function useSignal<T>(initial: T): Signal<T>;
export function useSignal<T = undefined>(): Signal<T | undefined>;
export function useComputed<T>(make: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => void | (() => void)): void;
