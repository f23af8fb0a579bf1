namespace Coc.Contracts.Cases;

/// <summary>Two seats renew the lost code of a named reporter (P21). Intake sends half of a one-time code to the contact left at filing; no seat sees that.</summary>
public sealed record CodeRenewalAgreed(Origin Origin, Guid Case, Guid Report, Guid Renewal) : IIntegrationMessage;
