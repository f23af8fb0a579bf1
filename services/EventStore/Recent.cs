namespace Coc.EventStore;

/// <summary>What was used lately, bounded by two generations: cheap, and forgetting costs a look at the database, nothing else.</summary>
internal sealed class Recent<TKey, TValue>(int generationSize)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private Dictionary<TKey, TValue> young = [];
    private Dictionary<TKey, TValue> old = [];

    public TValue? Find(TKey key)
    {
        lock (gate)
        {
            return young.GetValueOrDefault(key) ?? old.GetValueOrDefault(key);
        }
    }

    public void Remember(TKey key, TValue value)
    {
        lock (gate)
        {
            if (young.Count >= generationSize)
            {
                (old, young) = (young, []);
            }

            young[key] = value;
        }
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            young.Remove(key);
            old.Remove(key);
        }
    }
}
