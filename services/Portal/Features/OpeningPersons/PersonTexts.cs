namespace Coc.Portal.Features.OpeningPersons;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class PersonTexts;
