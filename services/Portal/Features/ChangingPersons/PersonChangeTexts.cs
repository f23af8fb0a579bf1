namespace Coc.Portal.Features.ChangingPersons;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class PersonChangeTexts;
