// dicomweb-client as a sender by STOW-RS. Arguments: root, files. What the receiver says it stored, a UID a line.
global.XMLHttpRequest = require('xhr2');
const { api } = require('dicomweb-client');
const fs = require('fs');
const [root, ...files] = process.argv.slice(2);
const client = new api.DICOMwebClient({ url: root, singlepart: '' });
const datasets = files.map((f) => { const b = fs.readFileSync(f); return b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength); });
client.storeInstances({ datasets }).then((answer) => {
  const said = typeof answer === 'string' ? JSON.parse(answer) : answer;
  const stored = (Array.isArray(said) ? said[0] : said)['00081199'].Value;
  stored.forEach((s) => console.log(s['00081155'].Value[0]));
}).catch((e) => { console.log('error ' + e.message); process.exit(1); });
