// What npm's web-push and the packages that it is made of say: node web_push.js, with web-push where NODE_PATH says. By lines.
// In: "keys", "decrypt BODY PRIVATE-KEY AUTH", "verify TOKEN PUBLIC-KEY", all base64url.
// Out: "keys PUBLIC-KEY PRIVATE-KEY", "text BASE64URL", "claims JSON", "failed REASON".
'use strict';
const crypto = require('crypto');
const webPush = require('web-push');
const { createRequire } = require('module');
// Wherever npm put them.
const ofWebPush = createRequire(require.resolve('web-push'));
const ece = ofWebPush('http_ece');
const jws = ofWebPush('jws');

const bytes = (text) => Buffer.from(text, 'base64url');

const verbs = {
  keys() {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    return `keys ${publicKey} ${privateKey}`;
  },
  decrypt(body, privateKey, auth) {
    const receiver = crypto.createECDH('prime256v1');
    receiver.setPrivateKey(bytes(privateKey));
    const text = ece.decrypt(bytes(body), { version: 'aes128gcm', privateKey: receiver, authSecret: auth });
    return `text ${text.toString('base64url')}`;
  },
  verify(token, publicKey) {
    const point = bytes(publicKey);
    const key = crypto.createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const pem = key.export({ type: 'spki', format: 'pem' });
    if (!jws.verify(token, 'ES256', pem)) throw new Error('signature');
    const { payload } = jws.decode(token);
    return `claims ${typeof payload === 'string' ? payload : JSON.stringify(payload)}`;
  },
};

require('readline')
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, ...rest] = line.split(' ');
    try {
      console.log(verbs[verb](...rest));
    } catch (error) {
      console.log(`failed ${error.message}`);
    }
  });
