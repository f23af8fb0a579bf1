using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ShowingTrails;

/// <summary>Words for what a trail says in codes.</summary>
/// <param name="trail">texts of this folder</param>
/// <param name="jurisdiction">texts of jurisdiction reasons</param>
/// <param name="seats">texts of roles</param>
public sealed class TrailWords(IStringLocalizer trail, IStringLocalizer jurisdiction, IStringLocalizer seats)
{
    public string What(TrailNode node) => trail.Of("What", node.Kind);

    /// <summary>How it came out: a code of the step, a jurisdiction reason, or what it is.</summary>
    public string Outcome(TrailNode node) => node.Outcome is not { Length: > 0 } outcome ? ""
        : trail[$"Outcome.{outcome}"] is { ResourceNotFound: false } known ? known.Value
        : jurisdiction.Of("Because", outcome);

    /// <summary>The body, or what a register is for.</summary>
    public string Lane(string body, TrailNames names) => names.Bodies.TryGetValue(body, out var name) ? name : TrailNames.IsRegister(body) ? trail.Of("Lane", body.Trim('*')) : body;

    public string By(TrailNode node, TrailNames names)
    {
        var role = node.By?.Role is { } known ? seats.Of("Role", known) : "";
        return node.By?.Seat is { } seat && names.Seats.TryGetValue(seat, out var name) ? (role.Length > 0 ? $"{name} ({role})" : name) : role;
    }
}
