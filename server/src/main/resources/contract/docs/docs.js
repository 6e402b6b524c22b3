// Renders the two documents of the API. Everything goes in as text.

const main = document.getElementById('main');
const contents = document.getElementById('contents');

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function section(title) {
  const made = element('section', '', element('h2', title));
  made.id = title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const link = element('a', title);
  link.href = `#${made.id}`;
  contents.append(link);
  main.append(made);
  return made;
}

/** A schema as terse as the contract writes it. */
function shape(schema, indent = '') {
  if (!schema) return 'nothing';
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.anyOf) return schema.anyOf.map((each) => shape(each, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const types = [schema.type].flat();
  const text = types.map((type) => typed(schema, type, indent)).join(' | ');
  return text + limits(schema);
}

function typed(schema, type, indent) {
  if (type === 'array') return `${shape(schema.items, indent)}[]`;
  if (type !== 'object') return type ?? 'anything';
  if (!schema.properties) return `{ [key]: ${shape(schema.additionalProperties, indent)} }`;
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([name, field]) => {
    const optional = schema.required?.includes(name) ? '' : '?';
    const comment = field.description ? `  // ${field.description}` : '';
    return `${inner}${name}${optional}: ${shape(field, inner)}${comment}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function limits(schema) {
  if (schema.format) return ` (${schema.format})`;
  if (schema.pattern) return ` ${schema.pattern}`;
  const least = schema.minLength ?? schema.minimum;
  return least === undefined ? '' : ` ${least}..${schema.maxLength ?? schema.maximum}`;
}

function block(title, text) {
  return [element('h3', title), element('pre', text)];
}

function entry(name, summary, id, ...inner) {
  const head = element('summary', '', element('code', name), ` ${summary ?? ''}`);
  const made = element('details', '', head, element('div', '', ...inner.flat()));
  made.id = id;
  return made;
}

function route(verb, path, operation) {
  const inner = [];
  if (operation.security.length === 0) inner.push(element('p', 'Needs nobody signed in.'));
  if (operation.parameters) {
    const lines = operation.parameters.map(
      (each) => `${each.name}${each.required ? '' : '?'}: ${shape(each.schema)}  // ${each.in}`,
    );
    inner.push(block('Parameters', lines.join('\n')));
  }
  for (const [media, body] of Object.entries(operation.requestBody?.content ?? {})) {
    inner.push(block(`Body, ${media}`, shape(body.schema)));
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    for (const [media, body] of Object.entries(response.content ?? {})) {
      inner.push(block(`${status}, ${media}`, body.schema ? shape(body.schema) : ''));
    }
  }
  return entry(`${verb.toUpperCase()} ${path}`, operation.summary, operation.operationId, ...inner);
}

function routes(api) {
  const bySection = new Map();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [verb, operation] of Object.entries(operations)) {
      const tag = operation.tags[0];
      if (!bySection.has(tag)) bySection.set(tag, section(`/${tag}`));
      bySection.get(tag).append(route(verb, api.servers[0].url + path, operation));
    }
  }
}

function events(api, action, title) {
  const into = section(title);
  for (const [name, operation] of Object.entries(api.operations)) {
    if (operation.action !== action) continue;
    const message = api.components.messages[name];
    const ack = api.components.messages[`${name}.ack`];
    const inner = [block('Payload', shape(message.payload))];
    if (ack) inner.push(block('Acknowledgement', shape(ack.payload)));
    into.append(entry(name, message.summary, `${action}.${name}`, ...inner));
  }
}

function schemas(...apis) {
  const into = section('Shapes');
  const all = Object.assign({}, ...apis.map((api) => api.components.schemas));
  for (const name of Object.keys(all).sort()) {
    into.append(entry(name, all[name].description, name, block('', shape(all[name]))));
  }
}

function errors(api) {
  const table = element('table', '', element('tr', '', element('th', 'error'), element('th', 'code')));
  for (const [word, status] of Object.entries(api['x-errors'])) {
    const row = element('tr', '', element('td', '', element('code', word)), element('td', `${status}`));
    table.append(row);
  }
  section('Errors').append(table);
}

async function load(name) {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

try {
  const [rest, sockets] = await Promise.all([load('/openapi.json'), load('/asyncapi.json')]);
  routes(rest);
  events(sockets, 'receive', 'Events from clients');
  events(sockets, 'send', 'Events to clients');
  schemas(rest, sockets);
  errors(rest);
} catch (problem) {
  main.append(element('p', `The documents can't be shown: ${problem.message}`));
}
