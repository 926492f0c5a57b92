/** Run as a program of its own under another TZ: prints what this process's zone makes of the table. */
import { clockChangeTable } from "./table";

process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), table: clockChangeTable() }));
