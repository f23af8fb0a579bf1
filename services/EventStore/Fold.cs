namespace Coc.EventStore;

/// <summary>
/// How a stream's events become a state. The state is kept now and then, so that the next fold begins there; that is a cache and never decides an answer.
/// A state kept by another build of the code does not fit and is made anew.
/// </summary>
/// <param name="Name">names the kept states of this fold among those of other folds of the same stream</param>
/// <param name="Initial">the state before the first event</param>
/// <param name="Evolve">pure: state and event to the next state. What is sensitive in an event stays <see cref="Sensitive{T}"/> in the state.</param>
/// <param name="Every">the state is kept when at least this many events had to be folded</param>
public sealed record Fold<TState>(string Name, TState Initial, Func<TState, StoredEvent, TState> Evolve, int Every = 100)
    where TState : class
{
    /// <summary>Which code made a state: that of the fold, of the state, and of the store.</summary>
    internal string Build => string.Join(
        ' ', new[] { Evolve.Method.Module, typeof(TState).Module, typeof(IEventStore).Module }.Select(m => m.ModuleVersionId).Distinct());
}

/// <summary>A stream folded up to <paramref name="Version"/>; a stream that does not exist has version 0 and the initial state.</summary>
public sealed record Folded<TState>(StreamKey Key, string? Type, long Version, bool Archived, TState State);
