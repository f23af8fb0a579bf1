namespace Coc.Portal.Features.ReadingAccount;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class AccountTexts;
