using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Cases.Consumers;

/// <summary>
/// When one project says that another is concerned too, and that one has an open case about the same person, J2 takes both to the foundation (S3): neither decides alone what is one incident.
/// Each learns only that the other project is concerned, and may say that it is not.
/// </summary>
internal sealed class SameIncident(CaseFinder finder)
{
    /// <summary>Open cases of the other projects that this project's case concerns, and the project they are to learn of.</summary>
    public async Task<(IReadOnlyList<StreamKey> Cases, string Project)> OfAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (!state.Exists || !state.IsProject || state.Projects.Count < 2)
        {
            return ([], key.Tenant);
        }

        var alike = await finder.OfBodiesAsync("person", [.. state.Projects.Where(p => p != state.Body)], PersonsOf(state), cancellationToken);
        return ([.. alike.Select(a => a.State).Where(s => !s.IsOver && s.IsProject).Select(s => new StreamKey(s.Body, s.Id)).Distinct()], state.Body);
    }

    /// <summary>Projects of which an open case about one of these persons says that its incident concerns this one too.</summary>
    public async Task<IReadOnlyList<string>> ConcerningAsync(string project, IReadOnlyCollection<Guid> persons, CancellationToken cancellationToken) =>
    [
        .. (await finder.OfBodiesAsync("sharedPerson", null, persons, cancellationToken)).Select(a => a.State)
            .Where(s => !s.IsOver && s.Body != project && s.Projects.Contains(project)).SelectMany(s => s.Projects).Where(p => p != project).Distinct(),
    ];

    private static List<Guid> PersonsOf(CaseState state) => [.. state.Subjects.Where(s => !s.Mistaken).Select(s => s.Person)];
}
