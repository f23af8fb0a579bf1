using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;

namespace Coc.Portal.Features.ReadingBodies;

/// <summary>A directory entry as a form shows it and as the API takes it.</summary>
internal static class EntryForm
{
    public static readonly string[] Conditions =
        ["publicContact", "twoNamedPeople", "publishedProcess", "publishedEscalation", "publishedAppeal", "conflictRule", "confidentiality", "training", "cooperation"];

    public static FormState Of(BodyCard body, string? version) => new(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
    {
        ["etag"] = version,
        ["name"] = body.Name,
        ["handling"] = body.Handling,
        ["verifiedOn"] = body.VerifiedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["contacts"] = string.Join('\n', body.Contacts),
        ["codeLink"] = body.CodeLink,
        ["conditions"] = body.Conditions.ToArray(),
    });

    public static object Changed(FormState form) => new
    {
        Name = form.Text("name"),
        Handling = form.Text("handling"),
        VerifiedOn = form.Day("verifiedOn"),
        Contacts = form.Lines("contacts") ?? [],
        CodeLink = form.Text("codeLink"),
        Conditions = form.All("conditions"),
    };

    public static object New(FormState form) => new
    {
        Slug = form["slug"],
        Name = form["name"],
        Kind = form.Text("kind"),
        Handling = form.Text("handling"),
        Foundation = form.Text("foundation"),
        Parent = form.Text("parent"),
        VerifiedOn = form.Day("verifiedOn"),
        Contacts = form.Lines("contacts"),
        CodeLink = form.Text("codeLink"),
        Conditions = form.All("conditions"),
    };
}
