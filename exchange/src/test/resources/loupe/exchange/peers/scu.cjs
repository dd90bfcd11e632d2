// dcmjs-dimse as a sender: verification, then the files, to 127.0.0.1. Arguments: port, files. A status a line.
const { Client, requests } = require('dcmjs-dimse');
const [port, ...files] = process.argv.slice(2);
const client = new Client();
for (const request of [new requests.CEchoRequest(), ...files.map((f) => new requests.CStoreRequest(f))]) {
  request.on('response', (response) => console.log('status ' + response.getStatus()));
  client.addRequest(request);
}
client.on('networkError', (e) => { console.log('error ' + e.message); process.exit(1); });
client.on('associationRejected', () => { console.log('rejected'); process.exit(1); });
client.send('127.0.0.1', Number(port), 'SCANNER', 'LOUPE');
