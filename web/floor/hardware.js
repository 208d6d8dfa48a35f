// What the page of printers and devices asks of the appliance.
import { api } from "../shared/api.js";

/** @typedef {import("./hardware_wire.js").ListedPrinter} ListedPrinter */
/** @typedef {import("./hardware_wire.js").Attempt} Attempt */

/** @returns {Promise<import("./hardware_wire.js").FoundList>} */
export const fetchFound = () => api.get("/api/found", { retries: 0 });
export const searchAgain = () => api.post("/api/found/scan");
/** @param {string} address */
export const lookAt = (address) => api.post("/api/found/address", { address });
/** @param {string} key @param {import("./hardware_wire.js").Approval} wanted @returns {Promise<{kind: "printer" | "device", id: string, name: string}>} */
export const approve = (key, wanted) => api.post(`/api/found/${encodeURIComponent(key)}/approve`, wanted);
/** @param {string} key */
export const ignore = (key) => api.post(`/api/found/${encodeURIComponent(key)}/ignore`);
/** @param {string} key */
export const offerAgain = (key) => api.post(`/api/found/${encodeURIComponent(key)}/restore`);

/** @returns {Promise<import("./hardware_wire.js").PrinterList>} */
export const fetchPrinters = () => api.get("/api/printers");
/** @param {string} id @returns {Promise<import("./hardware_wire.js").Exchange[]>} */
export const fetchLog = async (id) => (await api.get(`/api/printers/${id}/log`)).items;
/** @param {{name: string, bridge: string, address: string, profile: string, mac?: string, stations: string[]}} printer @returns {Promise<import("./hardware_wire.js").PrinterAdded>} */
export const addPrinter = (printer) => api.post("/api/printers", printer);
/** @param {string} id @param {Partial<ListedPrinter>} changes */
export const changePrinter = (id, changes) => api.patch(`/api/printers/${id}`, changes);
/** @param {string} id */
export const removePrinter = (id) => api.request("DELETE", `/api/printers/${id}`);
/** @param {string} id */
export const testPrinter = (id) => api.post(`/api/printers/${id}/test`);
/** @param {string} id @param {{kind: string, name: string, stations: string[]}} device @returns {Promise<{job_id: string, expires_at: number}>} */
export const printPairingSlip = (id, device) => api.post(`/api/printers/${id}/pairing_slip`, device);
/** @param {string} id @param {string[]} stations */
export const routeStations = (id, stations) => api.post(`/api/printers/${id}/route`, { stations });
/** @param {string} id @returns {Promise<import("./hardware_wire.js").PollAddress>} */
export const renewAddress = (id) => api.post(`/api/printers/${id}/token`);
/** @param {string} id bills and receipts print there from now on */
export const printReceiptsAt = (id) => api.patch("/api/settings", { changes: { receipt_printer: id } });
/** @param {string} id @param {import("./hardware_wire.js").BacklogWish} wish @returns {Promise<{printed: number, dropped: number}>} */
export const decideBacklog = (id, wish) => api.post(`/api/printers/${id}/backlog`, wish);

/** @param {string} address @returns {Promise<Attempt>} */
export const tryPrinter = (address) => api.post("/api/printers/try", { address });
/** @param {string} id @returns {Promise<Attempt>} */
export const fetchAttempt = (id) => api.get(`/api/printers/try/${id}`);
/** @param {string} id @param {string} letter @returns {Promise<import("./hardware_wire.js").Understood>} */
export const confirmSlip = (id, letter) => api.post(`/api/printers/try/${id}/confirm`, { letter });

/** @param {string} id @param {{name?: string, stations?: string[]}} changes */
export const changeDevice = (id, changes) => api.post(`/api/devices/${id}/change`, changes);

/** @returns {Promise<import("./hardware_wire.js").Drawer[]>} */
export const fetchDrawers = async () => (await api.get("/api/drawers")).items;
/** @param {{name: string, printer_id: string | null, address: string | null, pin: number | null}} drawer */
export const addDrawer = (drawer) => api.post("/api/drawers", drawer);
/** @param {string} id @param {Partial<import("./hardware_wire.js").Drawer>} changes */
export const changeDrawer = (id, changes) => api.patch(`/api/drawers/${id}`, changes);
/** @param {string} id @param {string} reason */
export const openThisDrawer = (id, reason) => api.post(`/api/drawers/${id}/open`, { reason });
/** @param {string} id @param {"closed" | "open"} step */
export const calibrateDrawer = (id, step) => api.post(`/api/drawers/${id}/calibrate`, { step });

/** @returns {Promise<import("./hardware_wire.js").Peripheral[]>} */
export const fetchPeripherals = async () => (await api.get("/api/peripherals")).items;
/** @param {{kind: string, name: string, address: string, language: string, pin: string | null}} device */
export const addPeripheral = (device) => api.post("/api/peripherals", device);
/** @param {string} id @param {{enabled: boolean}} changes */
export const changePeripheral = (id, changes) => api.patch(`/api/peripherals/${id}`, changes);
/** @param {string} id @param {string} number a modem sends a message there */
export const testPeripheral = (id, number) => api.post(`/api/peripherals/${id}/test`, { number });
