// Something fetched for a screen: what came, why it did not, and how to ask again.
import { useCallback, useEffect, useRef, useState } from "../../vendor/ui.js";
import { sentenceOf } from "../appliance.js";

/**
 * Fetches at once and whenever one of `inputs` changes; a newer answer wins over an older one.
 * @template T
 * @param {() => Promise<T>} fetcher
 * @param {readonly unknown[]} inputs
 * @returns {{value: T | null, problem: string, reload: () => Promise<void>, set: (value: T | null) => void}}
 */
export function useFetched(fetcher, inputs) {
  const [value, set] = useState(/** @type {T | null} */ (null));
  const [problem, setProblem] = useState("");
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = (turn.current += 1);
    try {
      const answer = await fetcher();
      if (mine !== turn.current) return;
      set(answer);
      setProblem("");
    } catch (error) {
      if (mine === turn.current) setProblem(sentenceOf(error));
    }
  }, inputs);
  useEffect(() => void reload(), inputs);
  return { value, problem, reload, set };
}

/**
 * A button's work: busy while it runs, never twice at once, and the reason next to it when it was refused.
 * @returns {{busy: boolean, problem: string, run: (work: () => Promise<unknown>) => Promise<boolean>}}
 */
export function useWork() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const running = useRef(false);
  const run = async (/** @type {() => Promise<unknown>} */ work) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem("");
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
