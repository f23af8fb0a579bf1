using Coc.EventStore.Appending;

namespace Coc.EventStore.Projecting;

/// <summary>The statements that inline projections add to an append.</summary>
internal static class InlineProjections
{
    public static IEnumerable<StoreStatement> Statements(IReadOnlyList<Projection> projections, IReadOnlyList<SealedStream> streams, EventContext context) =>
        projections.SelectMany(projection => projection.Rows([.. streams.Select(stream => Change(projection, stream, context)).OfType<StreamChange>()]));

    private static StreamChange? Change(Projection projection, SealedStream stream, EventContext context)
    {
        var taken = stream.Events.Where(e => projection.Takes(e.Plan.New.Data.GetType())).Select(e => e.Stored(stream.Plan.Key, 0, context)).ToList();
        if (taken.Count == 0)
        {
            return null;
        }

        return projection.Fold is null || stream.Plan.Append.State is not null
            ? new StreamChange(stream.Plan.Key, taken, stream.Plan.Append.State)
            : throw new ProjectionException($"Projection {projection.Name} needs the state that the append to stream {stream.Plan.Key.Id} leads to.");
    }
}
