using Coc.Portal.Features.Reporting;

namespace Coc.Portal.Features.EnteringRooms;

/// <summary>A room that was opened with its code. Prints nothing of it.</summary>
/// <param name="Code">goes with every form of the room, and nowhere else</param>
/// <param name="Etag">of what was read</param>
/// <param name="Bodies">as people call them</param>
public sealed record OpenRoom(string Code, RoomView View, string? Etag, Bodies Bodies)
{
    public string NameOf(string slug) => Bodies.NameOf(slug);

    public override string ToString() => nameof(OpenRoom);
}
