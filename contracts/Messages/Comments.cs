namespace Coc.Contracts.Cases;

/// <summary>A panel asks a reporter or an affected person what they think of what is proposed, or does not ask any more (R45). The question is a message of its own.</summary>
/// <param name="Report">the report, or the page</param>
/// <param name="Message">the message that asks</param>
/// <param name="State">open, ended</param>
/// <param name="Appeal">the appeal whose case asks: nobody else reads the answer (P15)</param>
public sealed record CommentMoved(Origin Origin, Guid Case, Guid Report, Guid Request, Guid Message, string State, DateTimeOffset Until, Guid? Appeal) : IIntegrationMessage;
