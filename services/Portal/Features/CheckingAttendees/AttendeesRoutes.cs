using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.CheckingAttendees;

/// <summary>Organisers of an event send who has registered, and hear of whom something is to be said.</summary>
internal static class AttendeesRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", ListAsync);
        routes.MapGet("/events/{slug}/attendees", (string slug, string? cursor, HttpContext context, Api api) => ShowAsync(slug, cursor, FormState.Empty, null, api, context.RequestAborted));
    }

    /// <summary>Outside of the group whose tokens are looked for in forms that are read whole.</summary>
    public static void MapUpload(IEndpointRouteBuilder routes) => routes.MapPost("/events/{slug}/attendees", CheckAsync);

    private static async Task<IResult> ListAsync(string? cursor, HttpContext context, Api api)
    {
        var me = await Me.AskAsync(api, context.RequestAborted);
        var events = await api.GetAsync<Listed<EventItem>>(Addresses.With("/api/events", ("cursor", cursor)), context.RequestAborted);
        return new RazorComponentResult<EventsPage>(new { Events = events, MayCheck = me.Is("eventStaff", "auditor") });
    }

    private static async Task<IResult> CheckAsync(string slug, HttpContext context, Api api, IStringLocalizer<AttendeesTexts> words)
    {
        var form = await StreamedForm.ReadAsync(context);
        var hasToken = await form.HasTokenAsync(context);
        if (!hasToken || form.FileName is not { Length: > 0 })
        {
            await StreamedForm.DropAsync(context);
            return await ShowAsync(slug, null, FormState.Of().Wrong("file", words[hasToken ? "FileMissing" : "FormOld"]), null, api, context.RequestAborted);
        }

        try
        {
            using var list = new HttpRequestMessage(HttpMethod.Post, $"/api/events/{Uri.EscapeDataString(slug)}/attendee-checks") { Content = new CsvOfForm(form) };
            using var answer = await api.SendAsync(list, null, null, context.RequestAborted);
            var found = await answer.Content.ReadFromJsonAsync<AttendeesChecked>(Json.Options, context.RequestAborted) ?? throw new JsonException("The API answered null.");
            return await ShowAsync(slug, null, FormState.Empty, found, api, context.RequestAborted);
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { Status: not StatusCodes.Status404NotFound } refused)
        {
            await StreamedForm.DropAsync(context);
            var said = string.Join(' ', (refused.Errors ?? new Dictionary<string, string[]>()).SelectMany(x => x.Value.Select(v => $"{x.Key}: {v}.")));
            return await ShowAsync(slug, null, FormState.Of().Wrong("file", said.Length > 0 ? words["ListWrong", said] : words.Why(refused)), null, api, context.RequestAborted);
        }
    }

    // Who checked before, where the visitor may know it.
    private static async Task<IResult> ShowAsync(string slug, string? cursor, FormState form, AttendeesChecked? found, Api api, CancellationToken cancellationToken)
    {
        var me = await Me.AskAsync(api, cancellationToken);
        if (!me.Is("eventStaff", "auditor"))
        {
            throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound"));
        }

        var before = await api.FindAsync<Listed<CheckBefore>>(Addresses.With($"/api/events/{Uri.EscapeDataString(slug)}/attendee-checks", ("cursor", cursor)), cancellationToken) ?? new([], null);
        return new RazorComponentResult<AttendeesPage>(new { Slug = slug, Before = before, MayAsk = me.Is("eventStaff"), Me = me, Form = form, Found = found });
    }
}

public sealed record EventItem(string Slug, string? Name, DateTimeOffset? From, DateTimeOffset? To);

/// <param name="Items">those of whom something is to be said</param>
/// <param name="Unreadable">lines that cannot be accounts</param>
public sealed record AttendeesChecked(Guid Check, int Lines, IReadOnlyList<LineSaid> Items, IReadOnlyList<LineUnread>? Unreadable);

/// <param name="Standing">flagged, banned</param>
public sealed record LineSaid(int Line, string Account, string Standing);

public sealed record LineUnread(int Line, string Problem);

public sealed record CheckBefore(Guid Check, DateTimeOffset At, Guid Seat, int Lines, int Unreadable, long Flagged, long Banned);
