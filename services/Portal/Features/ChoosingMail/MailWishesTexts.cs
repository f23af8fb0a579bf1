namespace Coc.Portal.Features.ChoosingMail;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class MailWishesTexts;
