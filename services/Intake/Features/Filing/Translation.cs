using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Intake.Features.Filing;

/// <summary>A checked request as the event that is stored; what a person wrote goes under that person's key.</summary>
internal static class Translation
{
    public static ReportEvent.ReportFiled Filed(FileReport request, Guid report, Guid incident, string channel = "web", Guid? followsUp = null)
    {
        var affected = Present(request.Affected).Select(Affected).ToList();
        var kind = request.Kind ?? "report";
        var safety = request.SafetyConcern ?? false;
        return new(
            incident, kind, channel, Urgency.Of(safety, kind, affected, Urgency.IsOngoingThreat(request.Occurred?.Ongoing ?? false, request.CodeSection)), [.. Texts(request.Projects).Distinct()], request.Event,
            request.OtherCommunities is { Count: > 0 }, request.AddressTo, safety,
            Sensitive.Of(Text(followsUp is null ? request : request with { RelatesTo = null }), Owners.Reporter(report)), // a private code is kept nowhere
            [.. Present(request.Subjects).Select((s, i) => Sensitive.Of(new Subject(Texts(s.Accounts), s.Name, s.Description), Owners.Accused(i)))],
            [.. affected.Select((a, i) => Sensitive.Of(a, Owners.Affected(i)))], followsUp);
    }

    public static IReadOnlyList<Exclusion> Exclusions(IReadOnlyList<ExclusionPart?>? exclude) =>
        [.. Present(exclude).Select(e => new Exclusion(e.Seat, e.Name, e.Account, e.Employer))];

    private static FiledText Text(FileReport r) => new(
        r.Description!, r.CodeSection, r.WhatWouldHelp, r.Language, r.AccessNeeds, r.About, Texts(r.Spaces), Texts(r.OtherCommunities),
        r.Occurred is { } o ? new Occurred(o.From?.ToUniversalTime(), o.To?.ToUniversalTime(), o.Ongoing ?? false) : null,
        r.Consent is { } c ? new Consent(c.Foundation, c.Parent, c.Counsel, c.EventStaff, c.Project) : null,
        new Reporter(r.Reporter?.Kind ?? "anonymous", r.Reporter?.Name, r.Reporter?.Contact, r.Reporter?.Holder, r.Reporter?.MayWrite ?? false),
        Exclusions(r.Exclude), r.RelatesTo);

    private static Affected Affected(AffectedPart a) => new(a.Self ?? false, a.Name, Texts(a.Accounts), a.Contact, a.KnowsOfReport, a.Minor, a.MayBeContacted, a.MayBeNamed);

    private static IReadOnlyList<string> Texts(IReadOnlyList<string?>? list) => [.. (list ?? []).OfType<string>()];

    private static IEnumerable<T> Present<T>(IReadOnlyList<T?>? list) where T : class => (list ?? []).OfType<T>();
}
