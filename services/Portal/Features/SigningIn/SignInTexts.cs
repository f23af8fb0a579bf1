namespace Coc.Portal.Features.SigningIn;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class SignInTexts;
