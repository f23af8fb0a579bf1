using Coc.Cases.Domain;
using Coc.Cases.Features.ConsultingCounsel;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ReadingEvidence;

/// <summary>
/// <c>GET /api/cases/{id}/evidence</c> (list), <c>/{evidence}</c> (with what the file tells of itself), <c>/{evidence}/original</c>, <c>/{evidence}/stripped</c> (files), and
/// <c>POST …/{evidence}/quarantine</c>, <c>/release</c> (P10). Our wall first, then Intake with a ticket that names the seat; both sides write it down.
/// </summary>
internal static class ReadingEvidence
{
    public static void MapReadingEvidence(this IEndpointRouteBuilder cases)
    {
        var evidence = cases.MapGroup("evidence");
        evidence.MapGet("", ListAsync).Produces<EvidenceList>();
        evidence.MapGet("{evidence:guid}", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) => door.AskAsync<EvidenceDetail>(context, id, evidence, "", "evidence"))
            .Produces<EvidenceDetail>();
        foreach (var copy in new[] { "original", "stripped" })
        {
            evidence.MapGet($"{{evidence:guid}}/{copy}", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) => door.GiveAsync(context, id, evidence, copy));
        }

        evidence.MapPost("{evidence:guid}/quarantine", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) =>
            door.AskAsync<StatedEvidence>(context, id, evidence, "/quarantine", "quarantine")).Produces<StatedEvidence>();
        evidence.MapPost("{evidence:guid}/release", (HttpContext context, Guid id, Guid evidence, EvidenceDoor door) =>
            door.AskAsync<StatedEvidence>(context, id, evidence, "/release", "release", clean: true)).Produces<StatedEvidence>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Guid id, EvidenceDoor door, CaseReads reads, ServiceChannel channel)
    {
        var seen = await door.SeenAsync(context, id);
        await reads.RecordAsync(seen.Key, seen.Seat, "evidence", null, context.RequestAborted);
        var asked = EvidenceDoor.Of(seen.State, seen.Seat);
        context.Response.Headers.CacheControl = "no-store";
        var list = await channel.PostAsync<EvidenceList>("intake", "/internal/evidence/of-case", asked, $"seat:{seen.Seat.Seat}", context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        return Results.Json(list with { Items = EvidenceDoor.Seen(seen.State, list) }, Json.Options);
    }
}

/// <summary>A case as counsel who was asked may look into it.</summary>
/// <param name="Threads">of whom they may see what was sent: everybody's who did not say no to counsel</param>
/// <param name="Agreed">those of them who said yes</param>
internal sealed record CounselsReading(CaseState State, StreamKey Key, TicketSeat Seat, IReadOnlyList<Guid> Threads, IReadOnlyList<Guid> Agreed)
{
    /// <summary>A file's name may say who reported: it is shown as its sender agreed, and of what others brought when every reporter did.</summary>
    /// <param name="thread">of whom the piece is; null: a seat's, or an accused person's</param>
    public bool MayName(Guid? thread) => thread is { } sent ? Agreed.Contains(sent) : State.ReportIds.All(Agreed.Contains);
}

/// <summary>The way from a case to a piece of evidence.</summary>
internal sealed class EvidenceDoor(CaseFinder finder, CaseReads reads, ServiceChannel channel)
{
    // Nothing in it runs, shows or leads anywhere, whatever a browser makes of it.
    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static readonly string[] OfTheFile = ["Content-Type", "Content-Length", "Content-Disposition"];

    /// <exception cref="ProblemException">404, for any reason; also for a case that went to another body</exception>
    public async Task<SeenCase> SeenAsync(HttpContext context, Guid id)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        return seen.State.HasGone ? throw new ProblemException(Problems.NotFound) : seen;
    }

    /// <summary>Asks Intake and hands on what it says.</summary>
    /// <param name="clean">only a seat without any conflict may</param>
    public async Task<IResult> AskAsync<TAnswer>(HttpContext context, Guid id, Guid evidence, string what, string part, bool clean = false)
    {
        var (_, asked) = await QuestionAsync(context, id, evidence, part, clean);
        return await AnswerAsync<TAnswer>(context, asked, evidence, what);
    }

    private async Task<IResult> AnswerAsync<TAnswer>(HttpContext context, EvidenceQuestion asked, Guid evidence, string what, Func<TAnswer, TAnswer>? shown = null)
    {
        var answer = await channel.PostAsync<TAnswer>("intake", $"/internal/evidence/{evidence}{what}", asked, $"seat:{asked.Seat}", context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return answer is null ? throw new ProblemException(Problems.NotFound) : Results.Json(shown is null ? answer : shown(answer), Json.Options);
    }

    /// <summary>Hands on a file as it comes.</summary>
    public async Task GiveAsync(HttpContext context, Guid id, Guid evidence, string copy)
    {
        var (_, asked) = await QuestionAsync(context, id, evidence, copy, clean: false);
        await GiveAsync(context, asked, evidence, copy);
    }

    /// <summary>To counsel, who was asked with this piece (P17): written down like a read of the panel's. As it was sent only where its reporter said that counsel may know them (P16).</summary>
    public async Task GiveAsync(HttpContext context, CounselsReading counsel, Guid evidence, string copy)
    {
        var asked = await AsCounselAsync(counsel, copy == "original" ? counsel.Agreed : counsel.Threads, evidence, copy, context.RequestAborted);
        // As it was sent it is handed out of those only who agreed; of other copies it is not said here whose they are.
        var ofWhoAgreed = copy == "original" && counsel.Agreed.Count > 0 && asked is { Brought: false, Rooms.Count: 0 };
        await GiveAsync(context, asked, evidence, copy, named: ofWhoAgreed || counsel.MayName(null));
    }

    /// <summary>What is known of such a piece; what may say who sent it only where they said yes.</summary>
    public async Task<IResult> AskAsync(HttpContext context, CounselsReading counsel, Guid evidence)
    {
        var asked = await AsCounselAsync(counsel, counsel.Threads, evidence, "evidence", context.RequestAborted);
        return await AnswerAsync<EvidenceDetail>(context, asked, evidence, "", found =>
        {
            var shown = counsel.MayName(found.Evidence.Report) || found.Evidence.Name is null ? found : found with { Evidence = found.Evidence with { Name = NeutralNames.Of(found.Evidence.Type) } };
            return found.Evidence.Report is { } thread && !counsel.Agreed.Contains(thread)
                ? shown with { Evidence = shown.Evidence with { Source = null, CapturedAt = null }, Metadata = [], MetadataComplete = false }
                : shown;
        });
    }

    /// <summary>The pieces of this case that a seat may open.</summary>
    public async Task<IReadOnlyList<StatedEvidence>> KeptAsync(CommandScope scope)
    {
        var asked = Of(scope.State, scope.State.SeatOf(scope.Seat)!);
        var list = await channel.PostAsync<EvidenceList>("intake", "/internal/evidence/of-case", asked, $"seat:{scope.Seat}", scope.Context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
        return [.. Seen(scope.State, list).Where(e => e.State == "kept")];
    }

    /// <summary>What a seat may know of.</summary>
    public static EvidenceOfCase Of(CaseState state, PanelSeat seat) =>
        new(state.Id, seat.Seat, [.. AffectedPeople.SeenBy(state, seat).ThreadIds], [.. state.Evidence.Select(e => e.Id)], [.. state.Accused.Rooms.Select(r => r.Id)], state.AppealOf?.Id);

    /// <summary>Of a room's pieces those that were said to this case.</summary>
    public static IReadOnlyList<StatedEvidence> Seen(CaseState state, EvidenceList list) => [.. list.Items.Where(e => e.Room is not { } room || state.Accused.Heard(room).Contains(e.Id))];

    private async Task<EvidenceQuestion> AsCounselAsync(CounselsReading counsel, IReadOnlyList<Guid> threads, Guid evidence, string part, CancellationToken cancellationToken)
    {
        await reads.RecordAsync([(counsel.Key, counsel.Seat)], part, evidence, cancellationToken);
        return Question(counsel.State, counsel.Seat.Id, threads, evidence);
    }

    private static EvidenceQuestion Question(CaseState state, Guid seat, IReadOnlyList<Guid> threads, Guid evidence) =>
        new(state.Id, seat, threads, state.Evidence.Any(e => e.Id == evidence), [.. state.Accused.Rooms.Where(r => r.Entries.Any(e => e.Id == evidence)).Select(r => r.Id)], state.AppealOf?.Id);

    private async Task GiveAsync(HttpContext context, EvidenceQuestion asked, Guid evidence, string copy, bool named = true)
    {
        using var answer = await channel.StreamAsync("intake", $"/internal/evidence/{evidence}/{copy}", JsonContent.Create(asked, options: Json.Options), $"seat:{asked.Seat}", context.RequestAborted);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ServiceChannel.RefusalAsync(answer, context.RequestAborted);
        }

        var headers = context.Response.Headers;
        foreach (var name in OfTheFile)
        {
            headers[name] = answer.Content.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
        }

        if (!named)
        {
            headers.ContentDisposition = $"attachment; filename=\"{NeutralNames.Of(headers.ContentType)}\"";
        }

        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Sandbox;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<(SeenCase Seen, EvidenceQuestion Asked)> QuestionAsync(HttpContext context, Guid id, Guid evidence, string part, bool clean)
    {
        var seen = await SeenAsync(context, id);
        if (clean && !seen.Seat.Clean)
        {
            throw new ProblemException(Problems.Refused(Refusal.SoftSeatsMayNot.Code, Refusal.SoftSeatsMayNot.Rule, Refusal.SoftSeatsMayNot.Detail));
        }

        await reads.RecordAsync(seen.Key, seen.Seat, part, evidence, context.RequestAborted);
        return (seen, Question(seen.State, seen.Seat.Seat, [.. AffectedPeople.SeenBy(seen.State, seen.Seat).ThreadIds], evidence));
    }
}
