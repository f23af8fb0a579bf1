using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.AddingBodies;

/// <summary>A registry entry as asked for; what is not named stays as it was.</summary>
internal static class ResponderRequest
{
    private const int Most = 10;

    public static Check Responders(this Check check, IReadOnlyList<string?>? contacts, string? codeLink, IReadOnlyList<string?>? conditions, DateOnly? verifiedOn, DateTimeOffset now)
    {
        check.AtMost(contacts, "contacts", Most).AtMost(conditions, "conditions", ResponderEntry.AllConditions.Count)
            .That(codeLink is null || PolicyRules.IsLink(codeLink), "codeLink", "must be an https address of at most 500 characters")
            .That(verifiedOn is not { } on || on <= DateOnly.FromDateTime(now.UtcDateTime), "verifiedOn", "must not lie in the future")
            .Near(verifiedOn?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), "verifiedOn", now);
        for (var i = 0; i < Math.Min(contacts?.Count ?? 0, Most); i++)
        {
            check.Text(contacts![i], $"contacts[{i}]", 320);
        }

        for (var i = 0; i < Math.Min(conditions?.Count ?? 0, ResponderEntry.AllConditions.Count); i++)
        {
            check.OneOf(conditions![i], $"conditions[{i}]", [.. ResponderEntry.AllConditions]);
        }

        return check;
    }

    public static ResponderEntry? Changed(this ResponderEntry? before, string slug, IReadOnlyList<string?>? contacts, string? codeLink, IReadOnlyList<string?>? conditions) =>
        before is null && contacts is null && codeLink is null && conditions is null
            ? null
            : new(
                contacts is null ? before?.Contacts : Sensitive.Of<IReadOnlyList<string>>([.. contacts.OfType<string>()], ResponderEntry.OwnerOf(slug)),
                codeLink ?? before?.CodeLink,
                conditions is null ? before?.Conditions ?? [] : [.. ResponderEntry.AllConditions.Where(conditions.Contains)]);
}
