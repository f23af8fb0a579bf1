using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;

namespace Coc.Cases.Consumers;

/// <summary>Opens the case of a routed report: seats and policy of this moment, code names of this body, conflicts asked at once.</summary>
internal sealed class ReportRoutedHandler(CaseMessages cases, CaseFinder finder, SameIncident others, ServiceChannel channel, ServiceSettings settings) : IHandle<ReportRouted>
{
    public async Task HandleAsync(ReportRouted message, Delivery delivery, CancellationToken cancellationToken)
    {
        var handling = await channel.GetAsync<HandlingBody>("liaison", $"/internal/routings/{message.Report}/{message.To}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Liaison does not know the routing of report {message.Report}.");
        var subjects = await SubjectsAsync(message, delivery, cancellationToken);
        var concerning = handling.Kind == "project" ? await others.ConcerningAsync(message.To, [.. subjects.Select(s => s.Person)], cancellationToken) : [];
        var id = CaseOf(message.Report);
        var follows = await FollowsAsync(message, cancellationToken);
        // Where somebody under age is affected it is urgent; of what is not, nobody needs to ask.
        var minor = message.Urgency == "urgent"
            && (await channel.GetAsync<AffectedKnowledge>("intake", $"/internal/reports/{message.Report}/affected-knowledge", delivery.Acting, cancellationToken))?.People?.Any(p => p.Minor == "yes") == true;
        var places = handling.Policy.Platforms.Count == 0 ? null
            : await channel.GetAsync<ReportPlaces>("intake", $"/internal/reports/{message.Report}/places", delivery.Acting, cancellationToken);
        await cases.RunAsync(
            new(message.To, id), delivery,
            now => new CaseCommand.Open(
                now, id, message.Origin.Incident ?? message.Report, new CaseReport(message.Report, message.ReceivedAt, null, message.Kind), message.Urgency, message.Projects, message.Event, handling,
                subjects, message.Rule, message.Because, concerning) { Explained = message.Explained, Contradictions = message.Contradictions, JointWith = message.JointWith, Follows = follows, Minor = minor, Places = places },
            cancellationToken);
    }

    // The same however often the message comes; but who was only asked about conflicts knows the report's id, and must not work out this one (P1).
    private Guid CaseOf(Guid report) => Ids.V5(report, Convert.ToHexString(Platform.Security.Codes.Hash(settings.Pepper, "case", report.ToString("N"))));

    // Of a complaint the new panel is not led to the case it is about.
    private async Task<Guid?> FollowsAsync(ReportRouted message, CancellationToken cancellationToken) => message is { FollowsUp: { } first, Kind: not "complaint" }
        ? (await finder.ByThingAsync(first, cancellationToken)).Where(k => k.Tenant == message.To).Select(k => (Guid?)k.Id).FirstOrDefault()
        : null;

    private async Task<IReadOnlyList<CaseSubject>> SubjectsAsync(ReportRouted message, Delivery delivery, CancellationToken cancellationToken)
    {
        var persons = message.Subjects.DistinctBy(s => s.Person).ToList();
        if (persons.Count == 0)
        {
            return [];
        }

        var names = await channel.PostAsync<CodeNameAnswer>(
            "sanctions", "/internal/code-names", new CodeNameQuestion(message.To, [.. persons.Select(p => p.Person)]), delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException("Sanctions gives no code names.");
        return [.. persons.Select((p, i) => new CaseSubject(
            p.Person, names.CodeNames[i], p.Identification == "unknown" ? Identification.Unknown : Identification.Claimed))];
    }
}
