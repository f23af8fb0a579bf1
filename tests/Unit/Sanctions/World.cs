using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Sanctions and notices of several bodies, driven by their deciders alone, the way the executors do it.</summary>
internal sealed class World
{
    public static readonly string[] Bodies = ["sextant", "astrolabe", "gnomon"];

    private readonly Dictionary<Guid, SanctionState> sanctions = [];
    private readonly Dictionary<Guid, NoticeState> notices = [];

    public DateTimeOffset Now { get; private set; } = Day;

    public Guid Impose(Guid id, string issuer, string type, int days, bool everywhere)
    {
        var scope = new SanctionScope(everywhere, everywhere ? [] : [issuer], []);
        Decide(id, new SanctionCommand.Impose(
            id, Guid.NewGuid(), issuer, type, scope, new SanctionTerm(Now, Now.AddDays(days), "automatic"), null, null, new SanctionBasis("own", id, issuer, everywhere, null, null, null)));
        var others = everywhere ? [] : Bodies.Where(b => b != issuer).Select(b => new SentNotice(Coc.Platform.Ids.V5(id, b), b)).ToList();
        Decide(id, new SanctionCommand.SendNotices(others));
        foreach (var notice in others)
        {
            var offered = new NoticeEvent.NoticeOffered(notice.Notice, notice.Body, id, issuer, id, Guid.Empty, type, sanctions[id].Imposed!.Term, null, "safety", Now.AddDays(7), false);
            notices[notice.Notice] = NoticeState.Evolve(NoticeState.None, offered);
        }

        return id;
    }

    public void Release(Guid id)
    {
        Decide(id, new SanctionCommand.Release("told", Now, []));
        foreach (var copy in Copies(id))
        {
            Decide(copy, new SanctionCommand.Release("told", Now, []));
        }
    }

    public void Answer(Guid id, string body, string kind)
    {
        var notice = Coc.Platform.Ids.V5(id, body);
        if (!notices.TryGetValue(notice, out var state))
        {
            return;
        }

        var answer = new NoticeAnswer(kind, [], null, kind == NoticeState.Declined ? "notSevere" : null);
        var decided = NoticeDecider.Decide(new NoticeCommand.GiveAnswer(Seat1, true, answer, null, Now), state);
        var recorded = SanctionDecider.Decide(
            new SanctionCommand.RecordAnswer(notice, kind, kind == NoticeState.Adopted ? NoticeDecider.CopyOf(notice) : null), sanctions[id]);
        if (decided.Events.Count == 0 || recorded.Refusal is not null)
        {
            return;
        }

        notices[notice] = decided.Events.Aggregate(state, NoticeState.Evolve);
        sanctions[id] = recorded.Events.Aggregate(sanctions[id], SanctionState.Evolve);
        if (decided.Events[^1] is NoticeEvent.NoticeAdopted adopted)
        {
            var origin = sanctions[id].Imposed!;
            Decide(adopted.Copy, new SanctionCommand.Impose(
                adopted.Copy, origin.Person, body, origin.Type, new SanctionScope(false, [body], []), origin.Term, null, null,
                new SanctionBasis("adopted", id, origin.Issuer, false, null, id, notice)));
            if (sanctions[id].ReleasedAt is not null)
            {
                Decide(adopted.Copy, new SanctionCommand.Release("told", Now, []));
            }
        }
    }

    public void End(Guid id)
    {
        Decide(id, new SanctionCommand.End("lifted", Now, [], []));
        Follow(id);
    }

    /// <summary>The decision was wrong, or it was about somebody else.</summary>
    public void Overturn(Guid id, string cause)
    {
        var wasOver = sanctions[id].Over;
        Decide(id, new SanctionCommand.End(cause, Now, [], []));
        foreach (var (notice, copy) in sanctions[id].Notices.Where(n => n.Copy is not null).Select(n => (n.Notice, n.Copy!.Value)).ToList())
        {
            if (cause == SanctionState.Overturned && sanctions[copy].Holds)
            {
                Say(notice, wasOver ? new NoticeCommand.Lapse(Now) : new NoticeCommand.AskRedecision(Now + Redecision.Within));
            }
            else if (cause == SanctionState.Mistaken || !wasOver)
            {
                Say(notice, new NoticeCommand.Withdraw());
                Decide(copy, new SanctionCommand.End("origin", Now, [], []));
            }
        }
    }

    /// <summary>Two seats make it shorter, and its copies follow.</summary>
    public void Shorten(Guid id, DateTimeOffset until)
    {
        foreach (var seat in (Guid[])[Seat1, Seat2])
        {
            Decide(id, new SanctionCommand.AskAmendment(seat, new Amendment(until, null, false, null), null, Now, [], []));
        }

        foreach (var copy in Copies(id).Where(c => sanctions[id].Imposed!.Term.Until == until && sanctions[c].Imposed!.Term.Until > until))
        {
            Decide(copy, new SanctionCommand.MoveTerm(until));
        }
    }

    public void Redecide(Guid id, string body, bool keep)
    {
        var notice = Coc.Platform.Ids.V5(id, body);
        if (notices.ContainsKey(notice))
        {
            Say(notice, new NoticeCommand.Redecide(Seat1, true, keep, Now));
        }
    }

    public void Pass(int hours)
    {
        Now = Now.AddHours(hours);
        foreach (var notice in notices.Keys.ToList())
        {
            Say(notice, new NoticeCommand.Lapse(Now));
        }

        foreach (var id in sanctions.Keys.ToList())
        {
            Decide(id, new SanctionCommand.Expire(Now, [], []));
        }
    }

    public string StandingIn(string body) => Standings.Worst(sanctions.Values
        .SelectMany(Standings.Of)
        .Where(r => (r.Tenant == body || r.Tenant.StartsWith("*all:", StringComparison.Ordinal)) && r.HoldsAt(Now))
        .Select(r => (r.Level, r.Until))).Word;

    private void Say(Guid notice, NoticeCommand command)
    {
        var state = notices[notice];
        var events = NoticeDecider.Decide(command, state).Events;
        notices[notice] = events.Aggregate(state, NoticeState.Evolve);
        foreach (var happened in events)
        {
            switch (happened)
            {
                case NoticeEvent.CopyGivenUp e:
                    Decide(e.Copy, new SanctionCommand.End("origin", Now, [], []));
                    break;
                case NoticeEvent.CopyKept e:
                    Decide(e.Copy, new SanctionCommand.Keep(e.Seat));
                    break;
                default:
                    break;
            }
        }
    }

    private void Follow(Guid id)
    {
        foreach (var copy in Copies(id))
        {
            Decide(copy, new SanctionCommand.End("origin", Now, [], []));
        }
    }

    private List<Guid> Copies(Guid id) => [.. sanctions[id].Notices.Select(n => n.Copy).OfType<Guid>()];

    private void Decide(Guid id, SanctionCommand command)
    {
        var state = sanctions.GetValueOrDefault(id, SanctionState.None);
        sanctions[id] = SanctionDecider.Decide(command, state).Events.Aggregate(state, SanctionState.Evolve);
    }
}
