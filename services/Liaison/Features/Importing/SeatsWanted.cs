using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.FillingSeats;
using Coc.Platform;

namespace Coc.Liaison.Features.Importing;

/// <summary>
/// What a file wants of the seats. They are judged together, when all of them are as the file says: one that ends or changes makes room for another, in whatever order they stand there.
/// </summary>
internal static class SeatsWanted
{
    public static void Apply(IReadOnlyList<DirectoryFile.SeatRecord> seats, Dictionary<string, ImportPlan> plans, Dictionary<string, BodyState> others, DateTimeOffset now)
    {
        var before = others.Concat(plans.Values.Select(p => KeyValuePair.Create(p.Slug, p.State))).ToDictionary();
        var ids = seats.Select(s => (Id: Want(plans[s.Body], s, now), Plan: plans[s.Body], Entry: s)).ToList();
        foreach (var (id, plan, entry) in ids.Where(s => s.Entry.SamePersonAs is not null))
        {
            SayWhoElse(id, plan, entry, [.. others.Values, .. plans.Values.Select(p => p.State)]);
        }

        var bodies = others.Concat(plans.Values.Select(p => KeyValuePair.Create(p.Slug, p.State))).ToDictionary();
        var persons = Persons.Of(bodies.Values.SelectMany(b => b.Seats.Values));
        foreach (var plan in plans.Values)
        {
            foreach (var seat in plan.Touched.Select(id => plan.State.Seats[id]).Where(s => s.IsKept(now)))
            {
                plan.Stop(SeatRules.Check(plan.State, seat.Id, seat.Account, seat.Terms, now, Around.OfSeat(plan.Slug, seat, bodies, persons, now, alone: plan.New.Contains(seat.Id))));
            }
        }

        // What they say of an employer counts also where the same people name none, be it in a body the file does not touch.
        var touched = plans.Values.SelectMany(p => p.Touched.Select(id => (p.Slug, id))).ToHashSet();
        if (Around.CapsBeyond(touched, before, bodies, now) is [var beyond, ..])
        {
            throw new ImportFailure($"{beyond}: {SeatRules.CapBeyond.Detail} ({SeatRules.CapBeyond.Rule})");
        }
    }

    private static Guid Want(ImportPlan plan, DirectoryFile.SeatRecord entry, DateTimeOffset now)
    {
        var request = entry.Request;
        var (address, filledAt) = (request.Address!, entry.FilledAt?.ToUniversalTime());
        var id = entry.Id ?? Ids.V5(Guid.Empty, $"seat:{entry.Body}:{address}:{entry.Role}");
        var known = plan.State.Seats.TryGetValue(id, out var seat);
        if (!known && entry.EndedAt is { } ended)
        {
            plan.Run(new BodyCommand.KeepFormerSeat(id, AccountIds.Of(address), request.Terms(id, address, now) with { Order = entry.Order ?? 1 }, ended.ToUniversalTime(), entry.Emeritus) { FilledAt = filledAt });
        }
        else if (!known)
        {
            plan.Run(new BodyCommand.FillSeat(Asker.System, Guid.Empty, id, AccountIds.Of(address), request.Terms(id, address, now), entry.Order, now) { FilledAt = filledAt, AsPartOfAFile = true });
            plan.Touched.Add(id);
            plan.New.UnionWith(filledAt is null ? [id] : []); // what somebody wrote alone since a seat was filled elsewhere does not speak against it
        }
        else
        {
            Stays(plan, seat!, entry);
            if (seat!.IsKept(now) && entry.EndedAt is not null)
            {
                plan.Run(new BodyCommand.EndSeat(Asker.System, Guid.Empty, id, now));
            }
            else if (seat.IsKept(now) && SeatWanted.Of(seat, entry) is { } terms) // a seat that ended is history: a file does not bring it back
            {
                plan.Run(new BodyCommand.AmendSeat(Asker.System, Guid.Empty, id, terms, now) { AsPartOfAFile = true });
                plan.Touched.Add(id);
            }
        }

        plan.Run(new BodyCommand.KeepValues(id, entry.Former(id)));
        plan.Run(new BodyCommand.KeepAgreement(id, entry.Agreed(id), known ? HeldValues.None : entry.Own(id)));
        if (known && entry.EndedAt is not null && plan.State.Seats[id] is { EndedAt: not null, Decides: true })
        {
            plan.Run(new BodyCommand.NameEmeritus(id, entry.Emeritus));
        }

        return id;
    }

    // Somebody else, another role or another beginning is another seat; a file that says so under the same id is not obeyed in part.
    private static void Stays(ImportPlan plan, Seat seat, DirectoryFile.SeatRecord entry)
    {
        var differs = entry.Request.Address != seat.Terms.Email?.Value ? "held under another address"
            : entry.Role != seat.Terms.Role ? $"a {seat.Terms.Role}'s"
            : entry.Appointment is { } appointment && appointment != seat.Terms.Appointment ? $"{seat.Terms.Appointment}"
            : entry.TermStart is { } start && start.ToUniversalTime() != seat.Terms.TermStart && seat.Begun ? "one whose term began at another time"
            : null;
        if (differs is not null)
        {
            throw new ImportFailure($"{plan.Slug}: the seat {seat.Id} is {differs} in the directory. End it, and list the other one under an id of its own.");
        }
    }

    private static void SayWhoElse(Guid id, ImportPlan plan, DirectoryFile.SeatRecord entry, IReadOnlyList<BodyState> bodies)
    {
        foreach (var other in entry.SamePersonAs!)
        {
            if (!bodies.Any(b => b.Seats.ContainsKey(other)))
            {
                throw new ImportFailure($"{plan.Slug}: the seat {other}, said to be the same person's as {id}, is neither in the file nor in the directory.");
            }

            if (!plan.State.Seats[id].SameAs.Contains(other))
            {
                plan.Run(new BodyCommand.SaySamePerson(id, other));
                plan.Touched.Add(id); // whose seat it is changes what speaks against it
            }
        }
    }
}
