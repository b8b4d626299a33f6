// Object.groupBy and Map.groupBy for Node 20, where the grammar's generator needs them.
Object.groupBy ??= (items, key) => Object.assign(Object.create(null), Object.fromEntries(groups(items, key)));
Map.groupBy ??= groups;

function groups(items, key) {
  const all = new Map();
  let i = 0;
  for (const item of items) {
    const k = key(item, i++);
    if (!all.has(k)) all.set(k, []);
    all.get(k).push(item);
  }
  return all;
}
