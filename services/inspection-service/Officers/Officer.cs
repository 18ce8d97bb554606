namespace Pengcheng.Inspection.Officers;

/// <summary>An officer has a certificate of enforcement (行政执法证), or a renewed one.</summary>
[EventName("inspection.officer-certified.v1")]
public sealed record OfficerCertified(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil);

/// <summary>The certificate is withdrawn, for good or for a time.</summary>
/// <param name="From">The first day on which it does not hold.</param>
[EventName("inspection.certificate-suspended.v1")]
public sealed record CertificateSuspended(string CertificateNo, string Reason, DateOnly From);

/// <summary>Days on which a certificate holds, the first and the last included, and for which body.</summary>
public sealed record Validity(string Body, DateOnly From, DateOnly Until);

/// <summary>
/// One certificate as the officers' system keeps it, with its history: what was done on a day is judged by that day. Helpers, temps and grid staff
/// have none, and so cannot scan.
/// </summary>
/// <param name="Periods">When it holds, or held, one after the other.</param>
/// <param name="ResumedOn">The first day after a suspension: what was before it is settled.</param>
public sealed record Officer(string CertificateNo, ImmutableList<Validity> Periods, bool IsSuspended = false, DateOnly? ResumedOn = null) : IState<Officer>
{
    /// <summary>The stream of a certificate.</summary>
    public static Guid IdOf(string certificateNo) => DerivedId.From($"officer/{certificateNo}");

    /// <inheritdoc/>
    public static Officer Evolve(Officer? state, object @event) => (state, @event) switch
    {
        (null, OfficerCertified e) => new Officer(e.CertificateNo, [new Validity(e.Body, e.ValidFrom, e.ValidUntil)]),
        ({ } officer, OfficerCertified e) => officer with
        {
            Periods = officer.Without(e.ValidFrom, e.ValidUntil).Add(new Validity(e.Body, e.ValidFrom, e.ValidUntil)),
            IsSuspended = false,
            ResumedOn = officer.IsSuspended ? e.ValidFrom : officer.ResumedOn,
        },
        ({ } officer, CertificateSuspended e) => officer with { Periods = officer.Without(e.From, DateOnly.MaxValue), IsSuspended = true },
        _ => throw new UnknownEventException(typeof(Officer), @event),
    };

    /// <summary>Whether the holder might act for the body on this day.</summary>
    public bool MayActFor(string body, DateOnly day) => Periods.Exists(period => period.Body == body && period.From <= day && day <= period.Until);

    // What overlaps these days ends on the day before them; what begins in them is not to be.
    private ImmutableList<Validity> Without(DateOnly from, DateOnly until) =>
        [.. Periods.Where(period => period.From < from || period.From > until).Select(period => period.From < from && period.Until >= from ? period with { Until = from.AddDays(-1) } : period)];
}

/// <summary>The officers' system tells of a certificate.</summary>
public sealed record CertifyOfficer(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil)
{
    /// <summary>A renewal leaves the present certificate as it is until its own first day. One that was suspended is good again from now on, and not for the days between.</summary>
    public static Decision Decide(Officer? officer, CertifyOfficer command, Facts facts)
    {
        if ((Texts.Refuse("certificateNo", command.CertificateNo, 40) ?? Bodies.Body.Refuse(command.Body)) is { } text) return text;
        if (command.ValidFrom > command.ValidUntil) return InspectionErrors.ValidityInvalid;
        var settled = officer is { IsSuspended: true } || officer?.ResumedOn > facts.Today ? facts.Today : officer?.ResumedOn ?? DateOnly.MinValue;
        var from = command.ValidFrom > settled ? command.ValidFrom : settled;
        return from > command.ValidUntil || officer?.Periods.Contains(new Validity(command.Body, from, command.ValidUntil)) == true
            ? Decision.Nothing
            : Decision.Accept(new OfficerCertified(command.CertificateNo, command.Body, from, command.ValidUntil));
    }
}

/// <summary>The officers' system withdraws a certificate.</summary>
public sealed record SuspendCertificate(string Reason)
{
    /// <summary>From today on its holder cannot scan; what was before is not touched.</summary>
    public static Decision Decide(Officer officer, SuspendCertificate command, Facts facts) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : officer.IsSuspended ? Decision.Nothing
        : Decision.Accept(new CertificateSuspended(officer.CertificateNo, command.Reason, facts.Today));
}

/// <summary>Where an officer was last seen scanning.</summary>
public sealed record Sighting(string CertificateNo, GeoPoint Place, DateTimeOffset At);

/// <summary>What is known about a team before it enters: gathered first, and handed to the decision.</summary>
public sealed record TeamFacts(ImmutableList<Officer> Certificates, ImmutableList<Sighting> Sightings)
{
    /// <summary>A team is no larger than this.</summary>
    public const int MostOfficers = 20;

    /// <summary>At least two, each once, each with a certificate of this body that is valid on the day.</summary>
    public Refusal? Refuse(string body, ImmutableList<string> officers, DateOnly day, InspectionPolicy policy)
    {
        if (officers.Distinct(StringComparer.Ordinal).Count() < policy.FewestOfficers) return InspectionErrors.TooFewOfficers.With(("fewest", policy.FewestOfficers));
        if (officers.Count > MostOfficers || officers.Distinct(StringComparer.Ordinal).Count() != officers.Count) return InspectionErrors.TeamInvalid.With(("most", MostOfficers));
        foreach (var no in officers)
            if (Certificates.Find(officer => officer.CertificateNo == no)?.MayActFor(body, day) != true)
                return InspectionErrors.OfficerNotCertified.With(("certificateNo", no), ("body", body));
        return null;
    }

    /// <summary>The first officer who cannot have come here from where they scanned last, in the time between.</summary>
    public Sighting? Impossible(ImmutableList<string> officers, GeoPoint place, DateTimeOffset at, InspectionPolicy policy) => Sightings.Find(seen =>
        officers.Contains(seen.CertificateNo) && seen.Place.MetresTo(place) > policy.StaticCodeMetres + policy.FastestTravel * (at - seen.At).Duration().TotalSeconds);
}
