using System.Text.Json;
using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>What an import makes of one body: the commands a person would give, decided by the same rules; the first refusal stops everything.</summary>
internal sealed class ImportPlan(string slug, EventStream stream)
{
    public string Slug { get; } = slug;

    public long Before { get; } = stream.Version;

    public BodyState State { get; private set; } = BodyStreams.Fold(BodyState.Nothing, stream.Events.Select(e => e.Data));

    public List<BodyEvent> Events { get; } = [];

    /// <summary>Seats that the file fills or changes.</summary>
    public HashSet<Guid> Touched { get; } = [];

    /// <summary>Those of them that are new to every directory.</summary>
    public HashSet<Guid> New { get; } = [];

    /// <summary>Policies that the file brings.</summary>
    public List<DatedTerms> Wanted { get; } = [];

    public void Run(BodyCommand command)
    {
        var decision = BodyDecider.Decide(command, State);
        Stop(decision.Refusal);
        Events.AddRange(decision.Events);
        State = BodyStreams.Fold(State, decision.Events);
    }

    /// <param name="place">where in the file it stands</param>
    public void Stop(Refusal? refusal, string? place = null)
    {
        if (refusal is not null)
        {
            throw new ImportFailure($"{(place is null ? "" : place + ": ")}{Slug}: {refusal.Detail}{(refusal.Rule is { } rule ? $" ({rule})" : "")}");
        }
    }

    /// <summary>True when two documents say the same; lists compare by content.</summary>
    public static bool Same(PolicyTerms one, PolicyTerms other) => JsonSerializer.Serialize(one, Json.Options) == JsonSerializer.Serialize(other, Json.Options);
}
