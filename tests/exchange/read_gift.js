// Reads GIFT from standard input with gift-pegjs and prints what it understood.
const { parse } = require("gift-pegjs");
console.log(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
