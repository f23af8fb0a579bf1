namespace Coc.Portal.Features.AcceptingInvitations;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class InvitationTexts;
