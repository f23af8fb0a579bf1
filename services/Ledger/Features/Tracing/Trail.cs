namespace Coc.Ledger.Features.Tracing;

/// <summary>What a caller sees of the connected set.</summary>
internal sealed record Trail(IReadOnlyList<TrailNode> Nodes, IReadOnlyList<TrailEdge> Edges)
{
    /// <summary>Draws the graph of the visible steps, in order of instant, then cause.</summary>
    public static Trail Of(IReadOnlyList<Step> steps)
    {
        var edges = EdgesOf(steps);
        var depth = Depths(steps, edges);
        var ordered = steps.OrderBy(s => s.At).ThenBy(s => depth[s.Id]).ThenBy(s => s.Version).ThenBy(s => s.Id);
        return new([.. ordered.Select(TrailNode.Of)], edges);
    }

    private static List<TrailEdge> EdgesOf(IReadOnlyList<Step> steps)
    {
        var byId = steps.ToDictionary(s => s.Id);
        var edges = new Dictionary<(Guid From, Guid To), TrailEdge>();
        foreach (var step in steps)
        {
            if (step.Causation is { } cause && cause != step.Id && byId.ContainsKey(cause))
            {
                Add(cause, step.Id, "causedBy");
            }
        }

        foreach (var stream in steps.GroupBy(s => s.Stream))
        {
            var versions = stream.OrderBy(s => s.Version).ToList();
            for (var i = 1; i < versions.Count; i++)
            {
                Add(versions[i - 1].Id, versions[i].Id, "follows");
            }
        }

        foreach (var step in steps)
        {
            foreach (var link in step.Links)
            {
                var linked = steps.Where(s => s.ThingId == link && s.Stream != step.Stream && s.At <= step.At).OrderBy(s => s.At).ThenBy(s => s.Version).LastOrDefault();
                if (linked is not null)
                {
                    Add(linked.Id, step.Id, "linked");
                }
            }
        }

        return [.. edges.Values];

        // One edge a pair; the strongest reason came first.
        void Add(Guid from, Guid to, string why) => edges.TryAdd((from, to), new(from, to, why));
    }

    // How many steps lead to each: orders what happened at the same instant.
    private static Dictionary<Guid, int> Depths(IReadOnlyList<Step> steps, List<TrailEdge> edges)
    {
        var depth = steps.ToDictionary(s => s.Id, _ => 0);
        var at = steps.ToDictionary(s => s.Id, s => s.At);
        var level = edges.Where(e => at[e.From] == at[e.To]).ToList();
        for (var round = 0; round < steps.Count; round++)
        {
            var changed = false;
            foreach (var edge in level.Where(e => depth[e.To] <= depth[e.From]))
            {
                depth[edge.To] = depth[edge.From] + 1;
                changed = true;
            }

            if (!changed)
            {
                break;
            }
        }

        return depth;
    }
}

/// <summary>One recorded step.</summary>
internal sealed record TrailNode(
    Guid Id, string Kind, string Body, string? CodeName, DateTimeOffset At, TrailActor By, string What, string? Rule, int? PolicyVersion, string? Hash)
{
    public static TrailNode Of(Step step) => new(
        step.Id, step.What, step.Body, step.CodeName, step.At, TrailActor.Of(step), step.Outcome is null || step.Outcome == step.What ? step.What : $"{step.What}: {step.Outcome}", step.Rule,
        step.PolicyVersion, step.Hash);
}

/// <summary>Who acted: a seat and its role; for others the role alone.</summary>
internal sealed record TrailActor(Guid? Seat, string? Role)
{
    public static TrailActor Of(Step step) => new(step.Seat, step.Role ?? step.Actor?.Split(':')[0] switch
    {
        "receipt" => "reporter",
        "room" => "accused",
        "system" => "system",
        _ => null,
    });
}

/// <summary>Why one step stands before another: <c>causedBy</c>, <c>follows</c> (same thing), <c>linked</c>.</summary>
internal sealed record TrailEdge(Guid From, Guid To, string Why);
