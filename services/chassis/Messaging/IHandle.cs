using Pengcheng.Chassis.Commands;

namespace Pengcheng.Chassis.Messaging;

/// <summary>Handles an integration event of another service, or a due command of this one. Resolved anew for each.</summary>
/// <typeparam name="TMessage">The contract or the due command.</typeparam>
public interface IHandle<in TMessage> where TMessage : class
{
    /// <summary>
    /// Does the work. It may be called more than once for the same message: pass <paramref name="trigger"/> on to
    /// <see cref="Commands{TState}.Run"/>, which recognises a repetition in its own commit.
    /// An exception means "try again later"; a refusal is final.
    /// </summary>
    Task Handle(TMessage message, Trigger trigger, CancellationToken cancel);
}
