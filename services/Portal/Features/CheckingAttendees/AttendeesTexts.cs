namespace Coc.Portal.Features.CheckingAttendees;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class AttendeesTexts;
