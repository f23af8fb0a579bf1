using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.ScreeningConflicts;

/// <summary>Silent first, show little (P1): who is set aside before anybody is asked, and what the others see when they are asked.</summary>
internal static class ScreeningConflicts
{
    public static void MapScreeningConflicts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/reports/{report:guid}").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("set-aside", SetAsideAsync);
        routes.MapPost("/internal/set-aside", PeopleAsync).For(CallerKind.Service).ExcludeFromDescription();
        group.MapGet("conflict-view", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(View(found, ReadingReports.ReadingReports.Readers(context)), Json.Options);
        });
    }

    /// <summary>Accounts and names as stated, never what is said to have happened; affected people only with their agreement, and where that betrays no reporter (P1).</summary>
    public static ConflictView View(ReportState report, Readership readers)
    {
        var sealedReporter = Consenting.IsSealed(report, readers);
        return new(
            report.Id, report.ReceivedAt, report.Filed.Projects, report.Filed.Event,
            [.. report.Filed.Subjects.Select(s => new StatedPerson(s.Value?.Accounts ?? [], s.Value?.Name, null))],
            [.. report.Filed.Affected.Select(a => a.Value).OfType<Affected>()
                .Where(a => a.MayBeNamed == "yes" && a.KnowsOfReport != "no" && a.Minor != "yes" && !readers.Withholds(a) && !(a.Self && sealedReporter)).Select(a => a.Name).OfType<string>()]);
    }

    private static async Task<IResult> SetAsideAsync(HttpContext context, Guid report, Reports reports, ServiceChannel channel, NamedByCommittees committees)
    {
        context.OnlyFor("liaison");
        var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var question = await context.ReadAsync<SetAsideQuestion>();
        if (found.Filed.FollowsRoom is { } room)
        {
            return Results.Json(await OfRoomAsync(channel, committees, reports, found, room, question.Seats, context), Json.Options);
        }

        // Whom the reporter, or who has a page, excluded holds for all that came of it, also for a part of a part: another matter, so of the letter nothing else does (P11).
        var origins = await reports.OriginsOfAsync(found, context.RequestAborted);
        var excluded = SetAside.Excluded(origins, question.Seats);
        var own = await AnswerAsync(channel, reports, found, question.Seats, context);
        if (found.Filed.FollowsUp is not { } earlier)
        {
            return Results.Json(All([own], excluded), Json.Options);
        }

        // Whoever may not read the first report may not read what follows from it either; and no complaint goes to those complained about (P21).
        var origin = origins.FirstOrDefault(o => o.Id == earlier) ?? throw new ProblemException(Problems.NotFound);
        var first = await AnswerAsync(channel, reports, origin, question.Seats, context);
        if (origin.AffectedOf is { } letter && origins.FirstOrDefault(o => o.Id == letter) is { } naming)
        {
            first = All([first, await AnswerAsync(channel, reports, naming, question.Seats, context)], []);
        }

        var named = await OfPeopleAsync(channel, (await committees.OfAsync([earlier], Acting(context, report), context.RequestAborted))[earlier], question.Seats, context);
        var handlers = found.Filed.Kind == FollowUp.Complaint || origin.IsComplainedOf ? (await HandlersAsync(channel, earlier, context)).Accounts : [];
        return Results.Json(All([own, Unseen(first, own), Unseen(named, own)], [.. excluded, .. Handling(question.Seats, handlers)]), Json.Options);
    }

    private static SetAsideAnswer All(IReadOnlyList<SetAsideAnswer> answers, IEnumerable<Guid> also)
    {
        // Two soft ties are a hard one, whichever of the people each of them is to, and under whichever of their accounts somebody declared them (R28).
        var soft = answers.SelectMany(a => a.Soft ?? []).Distinct().ToLookup(t => t.Seat);
        var aside = answers.SelectMany(a => a.Seats).Concat(also).Concat(soft.Where(s => s.Count() > 1).Select(s => s.Key)).Distinct().ToList();
        return new(aside, [.. answers.SelectMany(a => a.Subjects ?? []).Distinct()], [.. soft.Where(s => !aside.Contains(s.Key)).SelectMany(s => s)]);
    }

    // Those people are not shown to who is asked here: an answer that became another one by a tie to them would tell that they are in the matter.
    private static SetAsideAnswer Unseen(SetAsideAnswer answer, SetAsideAnswer shown) => new([.. answer.Seats.Union(SeatsOf(answer).Except(SeatsOf(shown)))], answer.Subjects, answer.Soft);

    private static IEnumerable<Guid> SeatsOf(SetAsideAnswer answer) => (answer.Soft ?? []).Select(t => t.Seat);

    // Whom a committee found out and no report names: matched like whom a report names, and kept nowhere either.
    private static async Task<IResult> PeopleAsync(HttpContext context, ServiceChannel channel)
    {
        context.OnlyFor("liaison");
        var question = await context.ReadAsync<PeopleSetAsideQuestion>();
        return Results.Json(await OfPeopleAsync(channel, question.People, question.Seats, context), Json.Options);
    }

    private static async Task<SetAsideAnswer> OfPeopleAsync(ServiceChannel channel, IReadOnlyList<StatedPerson> people, IReadOnlyList<CandidateSeat> seats, HttpContext context)
    {
        var named = SetAside.Named(seats, people).ToList();
        var tied = await TiedAsync(channel, people, seats, context.Caller().Acting ?? "system", context.RequestAborted);
        return All([new([.. named.Union(Of(seats, tied.Hard))], named, [.. Of(seats, tied.Soft)])], []);
    }

    private static IEnumerable<SeatTie> Of(IReadOnlyList<CandidateSeat> seats, IReadOnlyList<AccountTie> ties) =>
        from tie in ties from seat in seats where seat.Account == tie.Account select new SeatTie(seat.Seat, tie.Account, tie.Tie);

    private static async Task<SetAsideAnswer> AnswerAsync(ServiceChannel channel, Reports reports, ReportState report, IReadOnlyList<CandidateSeat> seats, HttpContext context)
    {
        // Whom an affected person excluded on their page must not read the report that names them either.
        var aside = SetAside.Of(report, seats).Concat(SetAside.Excluded(await reports.PagesOfAsync(report, context.RequestAborted), seats)).ToHashSet();
        var tied = await TiedAsync(channel, SetAside.People(report, sealedToo: false), seats, Acting(context, report.Id), context.RequestAborted);
        aside.UnionWith(Of(seats, tied.Hard));
        if (tied.Soft.Count > 0)
        {
            // Of who reported, and whom it happened to, nobody learns by the answer to "none" that it is them: such a seat is set aside without a trace, like one with a hard tie.
            var untold = await TiedAsync(channel, SetAside.Untold(report), seats, Acting(context, report.Id), context.RequestAborted);
            aside.UnionWith(Of(seats, [.. untold.Soft.Select(t => t.Account), .. untold.Hard]));
        }

        return All([new([.. aside], [.. SetAside.Subjects(report, seats)], [.. Of(seats, tied.Soft)])], []);
    }

    private static IEnumerable<Guid> Of(IReadOnlyList<CandidateSeat> seats, IReadOnlyList<Guid> accounts) => seats.Where(s => accounts.Contains(s.Account)).Select(s => s.Seat);

    // Nobody is named in it; the people of the matter do not hear it, be it the reporter or who complains.
    private static async Task<SetAsideAnswer> OfRoomAsync(
        ServiceChannel channel, NamedByCommittees committees, Reports reports, ReportState complaint, Guid room, IReadOnlyList<CandidateSeat> seats, HttpContext context)
    {
        var handlers = await HandlersAsync(channel, room, context);
        var named = (await committees.OfAsync([room], Acting(context, complaint.Id), context.RequestAborted))[room];
        var own = await AnswerAsync(channel, reports, complaint, seats, context);
        var answers = new List<SetAsideAnswer> { own, Unseen(await OfPeopleAsync(channel, named, seats, context), own) };
        foreach (var report in await reports.FindAsync([.. handlers.Reports ?? []], context.RequestAborted))
        {
            answers.Add(Unseen(await AnswerAsync(channel, reports, report, seats, context), own));
        }

        return All(answers, Handling(seats, handlers.Accounts));
    }

    private static string Acting(HttpContext context, Guid thing) => context.Caller().Acting ?? $"system:{thing}";

    private static IEnumerable<Guid> Handling(IReadOnlyList<CandidateSeat> seats, IReadOnlyList<Guid> handlers) => Of(seats, handlers);

    // Without an answer from Cases nobody is let in on a guess.
    private static async Task<ReportHandlers> HandlersAsync(ServiceChannel channel, Guid thing, HttpContext context) =>
        await channel.GetAsync<ReportHandlers>("cases", $"/internal/reports/{thing}/handlers", Acting(context, thing), context.RequestAborted)
        ?? throw new ProblemException(Problems.Unavailable);

    // Without an answer from Identity nobody is routed to: a tie overlooked cannot be undone, a delay can.
    private static async Task<TiesAnswer> TiedAsync(
        ServiceChannel channel, IReadOnlyList<StatedPerson> people, IReadOnlyList<CandidateSeat> seats, string acting, CancellationToken cancellationToken)
    {
        if (people.Count == 0 || seats.Count == 0)
        {
            return new([], []);
        }

        var question = new TiesQuestion([.. seats.Select(s => s.Account).Distinct()], people);
        return await channel.PostAsync<TiesAnswer>("identity", "/internal/ties/match", question, acting, cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
    }
}
