// Preloaded into a worker that is to die: kills its own process, as a power cut would, right after the N-th step that counts.
// A step is a statement that changed rows whose text or values match COUNTERSIGN_KILL_ON, the commit of a transaction with such a
// statement, and the moments before and after a request to the outside. Reads leave nothing behind, so no kill is wasted on them.
import pg from 'pg';

const last = Number(process.env.COUNTERSIGN_KILL_AFTER);
const counts = new RegExp(process.env.COUNTERSIGN_KILL_ON ?? '.');
let steps = 0;

function step() {
  steps += 1;
  if (steps >= last) process.kill(process.pid, 'SIGKILL');
}

/** Connections in whose open transaction something counted. */
const touched = new WeakSet();

function after(client, text, values, result) {
  if (/^\s*begin\b/i.test(text)) touched.delete(client);
  if (/^\s*(?:commit|rollback)\b/i.test(text)) {
    if (touched.delete(client) && /^\s*commit/i.test(text)) step();
    return;
  }
  if (!/\b(?:insert|update|delete)\b/i.test(text) || /\bselect\b[^;]*\bfor update\s*$/i.test(text) || !(result?.rowCount > 0)) return;
  if (!counts.test(`${text} ${JSON.stringify(values ?? [])}`)) return;
  touched.add(client);
  step();
}

const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (config, values, callback) {
  const text = typeof config === 'string' ? config : String(config?.text ?? '');
  const given = Array.isArray(values) ? values : config?.values;
  const done = typeof values === 'function' ? values : callback;
  if (typeof done === 'function') {
    const hear = (error, result) => {
      if (!error) after(this, text, given, result);
      done(error, result);
    };
    return typeof values === 'function' ? query.call(this, config, hear) : query.call(this, config, values, hear);
  }
  const answer = query.call(this, config, values);
  return typeof answer?.then === 'function' ? answer.then((result) => { after(this, text, given, result); return result; }) : answer;
};

const request = globalThis.fetch;
globalThis.fetch = async (...args) => {
  step();
  const answer = await request(...args);
  step();
  return answer;
};
