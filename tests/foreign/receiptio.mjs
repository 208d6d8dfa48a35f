/**
 * A strict foreign client for our simulated printers: receiptio, told on its own command line what to do.
 * Usage: node receiptio.mjs status|drawer|drawer2|print ADDRESS LANGUAGE [TIMEOUT_S]; says in one word how it went.
 */
import { createRequire } from "node:module";

const receiptio = createRequire(import.meta.url)("receiptio");
const [what, address, language, timeout = "10"] = process.argv.slice(2);
const receipt = "^^^Table 12\n\n2 x Pasta | 19,00\n-\nGrazie!\n";
const wanted = { status: "-q", drawer: "-q drawer", drawer2: "-q drawer2", print: `-t ${timeout}` }[what];
const options = `-d ${address} -p ${language} -c 48 ${wanted}`;

console.log(await receiptio.print(what === "print" ? receipt : "", options));
process.exit(0);
