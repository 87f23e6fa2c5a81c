"""Linear-chain scoring of tag sequences (Lafferty et al. 2001), batched."""

import torch
from torch import nn

FORBIDDEN = -1e4


def follows(before, after):
    """May BIES tag `after` stand right behind `before`? `None` is the edge of the window."""
    open_role = before[2:] if before and before[0] in "BI" else None
    continues = after[2:] if after and after[0] in "IE" else None
    return open_role == continues


class Crf(nn.Module):
    """Transition scores over a tag set whose BIES constraints are hard."""

    def __init__(self, tags):
        super().__init__()
        allowed = torch.tensor([[follows(a, b) for b in tags] for a in tags])
        self.register_buffer("barred", torch.where(allowed, 0.0, FORBIDDEN), persistent=False)
        self.register_buffer(
            "barred_start",
            torch.tensor([0.0 if follows(None, t) else FORBIDDEN for t in tags]),
            persistent=False,
        )
        self.register_buffer(
            "barred_end",
            torch.tensor([0.0 if follows(t, None) else FORBIDDEN for t in tags]),
            persistent=False,
        )
        self.transition = nn.Parameter(torch.zeros(len(tags), len(tags)))

    def scores(self):
        return self.transition + self.barred

    def loss(self, emissions, tags, mask):
        """Mean negative log likelihood a sequence. emissions [B,T,K], tags [B,T], mask [B,T] with
        True for words; every sequence has at least one."""
        transition = self.scores()
        batch, length, _ = emissions.shape
        alpha = emissions[:, 0] + self.barred_start
        gold = emissions[:, 0].gather(1, tags[:, :1]).squeeze(1) + self.barred_start[tags[:, 0]]
        for t in range(1, length):
            live = mask[:, t].unsqueeze(1)
            # logsumexp over the tag before, as a matrix product in a shifted exponent
            top = alpha.max(1, keepdim=True).values
            step = (alpha - top).exp() @ transition.exp() + 1e-30
            alpha = torch.where(live, step.log() + top + emissions[:, t], alpha)
            move = transition[tags[:, t - 1], tags[:, t]]
            move = move + emissions[:, t].gather(1, tags[:, t : t + 1]).squeeze(1)
            gold = gold + torch.where(mask[:, t], move, torch.zeros_like(move))
        last = tags.gather(1, mask.sum(1, keepdim=True) - 1).squeeze(1)
        gold = gold + self.barred_end[last]
        total = torch.logsumexp(alpha + self.barred_end, 1)
        return (total - gold).sum() / batch

    @torch.no_grad()
    def decode(self, emissions, mask):
        """The best sequence of each row, as lists of tags; and its log probability is not given."""
        transition = self.scores()
        batch, length, _ = emissions.shape
        best = emissions[:, 0] + self.barred_start
        back = []
        for t in range(1, length):
            scores, from_tag = (best.unsqueeze(2) + transition).max(1)
            live = mask[:, t].unsqueeze(1)
            best = torch.where(live, scores + emissions[:, t], best)
            stay = torch.arange(best.shape[1]).expand_as(from_tag)
            back.append(torch.where(live, from_tag, stay))
        tag = (best + self.barred_end).argmax(1)
        rows = [tag]
        for pointer in reversed(back):
            tag = pointer.gather(1, tag.unsqueeze(1)).squeeze(1)
            rows.append(tag)
        rows = torch.stack(rows[::-1], 1)
        return [r[: int(n)].tolist() for r, n in zip(rows, mask.sum(1))]
