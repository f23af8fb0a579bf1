using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.EventStore;

namespace Coc.Unit.Cases;

/// <summary>A case told in commands: given what was accepted, when one more comes, then events or a refusal.</summary>
internal sealed record GivenCase(CaseState State, DateTimeOffset Now)
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Rex = Id(900);
    public static readonly Guid Tam = Id(901);
    public static readonly Guid Report = Id(800);

    public IReadOnlyList<CaseEvent> Events
    {
        get;
        init
        {
            field = value;
            Occurrences.Note(value);
        }
    }

    = [];

    public Refusal? Refusal { get; init; }

    public static Guid Id(int number) => new($"00000000-0000-0000-0000-{number:D12}");

    /// <summary>Seat of the n-th member (1…), or of the n-th alternate (101…).</summary>
    public static Guid Seat(int number) => Id(number);

    public static PolicyDocument Policy(int minimum = 3, string ask = "all", string voteRule = "majority", string permanent = "majorityOfAll", string quorum = "majority") => new(
        quorum, voteRule, permanent, minimum, ask, 24, new Period(BusinessDays: 3), new Period(Days: 7), new Period(Days: 30), null, new BusinessCalendar([1, 2, 3, 4, 5], []), null, true,
        "meridian");

    public static HandlingBody Body(int members = 5, int alternates = 0, PolicyDocument? policy = null, string kind = "project", int appointed = 0) => new(
        kind == "project" ? "sextant" : "orrery", kind, "orrery", "meridian", 7, policy ?? Policy(),
        [
            .. Enumerable.Range(1, members).Select(n => new HandlingSeat(Seat(n), Id(n + 500), "member", n == 1, n > members - appointed ? "appointed" : "elected", n)),
            .. Enumerable.Range(1, alternates).Select(n => new HandlingSeat(Seat(n + 100), Id(n + 600), "alternate", false, "elected", n)),
        ]);

    public static GivenCase Opened(HandlingBody? body = null, IReadOnlyList<CaseSubject>? subjects = null, IReadOnlyList<string>? projects = null, string urgency = "normal") =>
        new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), urgency, projects ?? ["sextant"], null, body ?? Body(),
            subjects ?? [new CaseSubject(Rex, "heron", Identification.Claimed)], "J1", "oneProject"));

    /// <summary>A case of the same body about the same persons, opened for another report; whoever is asked in the one has no conflict in it.</summary>
    public static CaseState Duplicate(CaseState of, Guid report, DateTimeOffset at, string? kind = null)
    {
        var own = CaseState.None.Apply(CaseDecider.Decide(CaseState.None, new CaseCommand.Open(
            at, Coc.Platform.Ids.V5(report, "case"), Coc.Platform.Ids.V5(report, "incident"), new CaseReport(report, at, null, kind ?? (of.IsComplaint ? "complaint" : null)), of.Urgency, of.Projects, of.Event, of.Handling,
            [.. of.Subjects.Where(s => !s.Mistaken).Select(s => new CaseSubject(s.Person, s.CodeName, s.Identification))], "J1", "oneProject")).Events);
        return own with { Panel = [.. of.Panel.Select(p => p with { Conflict = Conflict.None, Left = false, AskedAgain = false })] };
    }

    public GivenCase Linked(Guid report, int seat = 1, params Guid[] setAside) => After(LinkingOf(State, report, seat, setAside));

    public static CaseCommand.LinkReport LinkingOf(CaseState state, Guid report, int seat = 1, params Guid[] setAside) => new(Seat(seat), Monday, report, Duplicate(state, report, Monday), setAside);

    /// <summary>Everybody asked (or these) has no conflict.</summary>
    public GivenCase Cleared(params int[] seats) => (seats.Length == 0 ? [.. State.Panel.Select(p => p.Seat)] : seats.Select(Seat).ToArray())
        .Aggregate(this, (given, seat) => given.After(new CaseCommand.AnswerConflict(seat, given.Now, Conflict.None, [], null, given.Shown(seat))));

    public GivenCase Answered(int seat, Conflict answer, params string[] areas) => After(new CaseCommand.AnswerConflict(Seat(seat), Now, answer, areas, null, Shown(Seat(seat))));

    /// <summary>The list this seat is shown, by what stands for it.</summary>
    public string? Shown(Guid seat) => State.SeatOf(seat) is { } asked ? AskedAbout.Seen(State, asked.Request) : null;

    public GivenCase Triaged() => After(
        new CaseCommand.Acknowledge(Seat(1), Now, "We have it."),
        new CaseCommand.Triage(Seat(1), Now, "medium", "medium", null));

    public GivenCase Heard(Guid? person = null) => After(new CaseCommand.Hear(Seat(1), Now, Id(710), person ?? Rex, "I was tired.", false, null, Id(711))); // in the own words

    /// <summary>Ready to decide: everybody clear, triaged, heard.</summary>
    public GivenCase Ready() => Cleared().Triaged().Heard();

    public GivenCase Proposed(DecisionContent? content = null, string route = "meeting") =>
        After(new CaseCommand.Propose(Seat(1), Now, TheProposal, route, content ?? Suspending(30)));

    public static Guid TheProposal => Id(720);

    public GivenCase Voted(string vote, params int[] seats) =>
        seats.Aggregate(this, (given, seat) => given.After(new CaseCommand.Vote(Seat(seat), given.Now, TheProposal, vote)));

    public GivenCase MeetingClosed(params int[] present) => When(new CaseCommand.CloseMeeting(Seat(1), Now, TheProposal, [.. present.Select(Seat)]));

    /// <summary>Who reported it, and whom it happened to, have a word of the decision.</summary>
    public GivenCase WithWord() => State.ThreadIds.Aggregate(this, (given, thread) =>
    {
        var word = Coc.Platform.Ids.V5(thread, $"word:{given.State.Version}");
        return given.After(new CaseCommand.Draft(Seat(1), given.Now, word, given.State.ReportIds.Contains(thread) ? "reporter" : "affected", null, thread, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, word));
    });

    /// <summary>What was decided went to those who carry it out, and they did.</summary>
    public GivenCase CarriedOut() => State.Sanctions.Where(s => s.State == CaseEvolution.AwaitingNotice).Aggregate(this, (given, s) => given.After(new CaseCommand.FollowSanction(given.Now, s.Id, "active", 0)));

    public DecisionContent Suspending(int days, Guid? person = null, IReadOnlyList<string>? bodies = null, bool violation = true, bool naming = false) => new(
        [new Finding(person ?? Rex, violation ? Finding.Violation : "noViolation", "harassment")],
        [Suspension(person ?? Rex, Now.AddDays(days), bodies ?? [State.Body], naming)], null, null, Why);

    public DecisionContent BanningForEver() => Suspending(1) with
    {
        Remedies = [Suspension(Rex, null, [State.Body], false) with { Type = "ban", Permanent = true }],
    };

    public static Rationale Why => new(Sensitive.Of("because", "panel"), null, null);

    public static DecisionContent FindingNothing => new([new Finding(Rex, "noViolation", null)], [], null, null, Why);

    public GivenCase Later(TimeSpan by) => this with { Now = Now + by };

    /// <summary>These commands were accepted.</summary>
    public GivenCase After(params CaseCommand[] commands) => commands.Aggregate(this, (given, command) =>
    {
        var next = given.When(command);
        next.Refusal.ShouldBeNull($"{command} was refused");
        return next;
    });

    /// <summary>This happened, whoever decided it.</summary>
    public GivenCase Apply(params CaseEvent[] events) => this with { State = State.Apply(events) };

    public GivenCase When(CaseCommand command)
    {
        var decision = CaseDecider.Decide(State, command);
        if (decision.Events.Count > 0)
        {
            Occurrences.Note(command);
        }

        (decision.Refusal is not null && decision.Events.Count > 0).ShouldBeFalse("a refused command leaves no events");
        decision.Refusal?.ShouldTell();
        foreach (var ours in decision.Events.OfType<CaseEvent.ReporterMessaged>().Where(m => m.By is null))
        {
            ours.Text.Value.ShouldNotBeNullOrWhiteSpace("nobody gets an empty message");
        }

        return this with { State = State.Apply(decision.Events) with { Version = State.Version + decision.Events.Count }, Events = decision.Events, Refusal = decision.Refusal };
    }

    public T Then<T>() where T : CaseEvent => Events.OfType<T>().ShouldHaveSingleItem();

    public void ThenNot<T>() where T : CaseEvent => Events.OfType<T>().ShouldBeEmpty();

    public void ThenRefused(string code) => Refusal.ShouldTell(code);

    private Remedy Suspension(Guid person, DateTimeOffset? until, IReadOnlyList<string> bodies, bool naming) =>
        new(person, "suspension", new Scope(bodies, []), Now, until, false, "automatic", naming, null, null, null);
}
