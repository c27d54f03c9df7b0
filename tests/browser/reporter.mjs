// Reports what failed, each with the names of its test and parents, and how many tests passed. Node's own reporters
// that show the reasons of failures also print a line for every page.

export default async function* report(events) {
  const counts = { passed: 0, failed: 0 };
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names.push(data.name);
    } else if (type === 'test:stderr') {
      yield data.message;
    } else if (type === 'test:pass') {
      counts.passed += 1;
    } else if (type === 'test:fail' && data.details.error.failureType !== 'subtestsFailed') {
      counts.failed += 1;
      yield `not ok: ${[...names.slice(0, data.nesting), data.name].join(' > ')}\n${reason(data.details.error)}\n`;
    }
  }
  yield `${counts.passed} passed, ${counts.failed} failed\n`;
}

function reason({ message, cause }) {
  const text = cause?.code === 'ERR_ASSERTION' ? cause.message : (cause?.stack ?? message);
  return text.replace(/^/gm, '  ');
}
