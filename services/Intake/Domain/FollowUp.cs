using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>
/// Something the reporter told through the receipt, or the accused person in the room, that others have to read than those who have the matter (P21): a report of its own, reached by the same
/// private code.
/// </summary>
/// <param name="Report">its id as a report</param>
/// <param name="Text">as the reporter wrote it; null when erased, or when nothing was said</param>
/// <param name="Kind">complaint, retaliation; part: what a committee found to be another matter (P22)</param>
internal sealed record FollowUp(Guid Report, string Kind, DateTimeOffset At, string? Text)
{
    public const string Complaint = "complaint";
    public const string Retaliation = "retaliation";

    /// <summary>Another matter in the same letter (P22).</summary>
    public const string Part = "part";

    /// <summary>What a complaint about handling can be about (R63), whoever complains.</summary>
    public static readonly string[] Grounds = ["delay", "silence", "leak", "conflict", "other"];

    /// <summary>Most of one report, so that nobody fills other people's lists with one code.</summary>
    public const int Most = 10;

    private const string Channel = "receipt";
    private const string RoomChannel = "room";
    private const string NothingSaid = "Asked how they fare, the reporter answered that somebody makes them suffer for having reported. They said nothing more.";

    /// <summary>Of a complaint: delay, silence, leak, conflict, other.</summary>
    public string? Ground { get; init; }

    /// <summary>Of a part: where it happened, and who of the letter's people are in it.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    public IReadOnlyList<int> Subjects { get; init; } = [];

    public IReadOnlyList<int> Affected { get; init; } = [];

    /// <summary>What the reporter, or the room's person, told themselves; a committee's splitting does not use that up.</summary>
    public bool IsTold => Kind != Part;

    /// <summary>What is filed for it. A complaint says whom it is about and nothing of the matter; retaliation is about the same people, and cannot wait.</summary>
    public ReportEvent.ReportFiled Filed(ReportState of, Guid incident)
    {
        if (Kind == Part)
        {
            return Split(of, incident);
        }

        var isComplaint = Kind == Complaint;
        var told = of.Filed;
        var text = new FiledText(
            Text ?? NothingSaid, null, null, told.Text.Value?.Language, told.Text.Value?.AccessNeeds, null, isComplaint ? [] : told.Text.Value?.Spaces ?? [],
            isComplaint ? [] : told.Text.Value?.OtherCommunities ?? [], null, Consent(of), Reporter(of), [], null, Ground);
        return new(
            incident, Kind, Channel, isComplaint ? Urgency.Normal : Urgency.Urgent, told.Projects, told.Event, told.TouchesOtherCommunities, null, false,
            Sensitive.Of(text, Owners.Reporter(Report)),
            isComplaint ? [] : [.. told.Subjects.Select(s => s.Value).OfType<Subject>().Select((s, i) => Sensitive.Of(s, Owners.Accused(i)))],
            isComplaint ? [] : [.. told.Affected.Select(a => a.Value).OfType<Affected>().Select((a, i) => Sensitive.Of(of.AffectedOf is null ? a : a with { Self = true }, Owners.Affected(i)))], // who tells it from their own page
            of.Id, isComplaint ? of.Body : null);
    }

    /// <summary>The same for a complaint from a room: whose room it is does not go along.</summary>
    /// <param name="projects">the body that has the matter, if it is a project</param>
    public ReportEvent.ReportFiled Filed(RoomState of, Guid incident, IReadOnlyList<string> projects) => new(
        incident, Kind, RoomChannel, Urgency.Normal, projects, null, false, null, false,
        Sensitive.Of(new FiledText(Text ?? "", null, null, null, null, null, [], [], null, null, new("anonymous", null, null, null, false), [], null, Ground), Owners.Reporter(Report)), [], [],
        AboutBody: of.Body, FollowsRoom: of.Id);

    // A matter of its own: the reporter, whom they exclude, and what makes it urgent or grave are the same; everything else is what the committee found to be in it.
    private ReportEvent.ReportFiled Split(ReportState of, Guid incident)
    {
        var told = of.Filed.Text.Value;
        var affected = Affected.Where(i => i < of.Filed.Affected.Count).Select(i => of.Filed.Affected[i].Value).OfType<Affected>().ToList();
        var text = new FiledText(
            Text ?? "", told?.CodeSection, told?.WhatWouldHelp, told?.Language, told?.AccessNeeds, null, [], [], told?.Occurred, Consent(of), Reporter(of), [], null);
        return new(
            incident, "report", "split", Urgency.Of(of.Filed.SafetyConcern, "report", affected, Urgency.IsOngoingThreat(told?.Occurred?.Ongoing == true, told?.CodeSection)), Projects, null, false, null, of.Filed.SafetyConcern, Sensitive.Of(text, Owners.Reporter(Report)),
            [.. Subjects.Where(i => i < of.Filed.Subjects.Count).Select(i => of.Filed.Subjects[i].Value).OfType<Subject>().Select((s, i) => Sensitive.Of(s, Owners.Accused(i)))],
            [.. affected.Select((a, i) => Sensitive.Of(a, Owners.Affected(i)))], SplitFrom: of.Filed.SplitFrom ?? of.Id, SplitIn: of.Filed.SplitIn ?? of.FirstBody);
    }

    // An address that somebody else wrote down is not written to from here: where it came from is not seen any more.
    private static Reporter Reporter(ReportState of) => of.Filed.Text.Value?.Reporter is not { } told ? new("anonymous", null, null, null, false) : of.Forwarded is null ? told : told with { MayWrite = false };

    private static Consent Consent(ReportState of)
    {
        string? Said(string audience) => Consenting.AnswerOf(of, audience);
        return new(Said("foundation"), Said("parent"), Said("counsel"), Said("eventStaff"), Said("project"));
    }
}
