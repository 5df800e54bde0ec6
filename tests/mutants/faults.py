"""Small faults in a source text, one at a time, as a slip of the hand makes them in functions."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
    ast.Div: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Continue: (ast.Break,),
    ast.Break: (ast.Continue,),
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault in it, and what the fault is."""

    line: int
    was: str
    became: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every small fault that can be made inside the functions of a source text."""
    places = list(_places(ast.parse(source)))
    for number in range(len(places)):
        for choice in range(len(_faults(places[number]))):
            tree = ast.parse(source)
            node = list(_places(tree))[number]
            was = ast.unparse(node)
            fault = _faults(node)[choice]
            became = ast.unparse(fault)
            ast.fix_missing_locations(_Exchange(node, fault).visit(tree))
            yield Mutant(node.lineno, was, became, tree)


def _places(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    """What stands inside functions; neither the texts that explain them nor their types."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                yield from _below(statement)


def _below(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    if isinstance(node, ast.FunctionDef) or _is_said_only(node):
        return
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    for name, value in ast.iter_fields(node):
        if name == "annotation":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child)


def _is_said_only(node: ast.AST) -> bool:
    """A docstring, or an assertion that tells a type."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Assert)


def _faults(node: ast.expr | ast.stmt) -> list[ast.AST]:
    """What may stand in its place by mistake."""
    return _in_a_term(node) if isinstance(node, ast.expr) else _in_a_statement(node)


def _in_a_term(node: ast.expr) -> list[ast.AST]:
    match node:
        case ast.Compare():
            return [
                _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
                for place, operator in enumerate(node.ops)
                for other in OTHERS.get(type(operator), ())
            ]
        case ast.BinOp() | ast.BoolOp():
            return [_with(node, op=other()) for other in OTHERS.get(type(node.op), ())]
        case ast.UnaryOp(op=ast.Not()):
            return [node.operand]
        case ast.IfExp():
            return [_with(node, body=node.orelse, orelse=node.body)]
        case ast.Constant():
            return [ast.Constant(other) for other in _other_constant(node.value)]
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            return [ast.Name(NAMES[name], ast.Load())]
        case _:
            return []


def _in_a_statement(node: ast.stmt) -> list[ast.AST]:
    match node:
        case ast.AugAssign():
            return [_with(node, op=other()) for other in OTHERS.get(type(node.op), ())]
        case ast.Continue() | ast.Break():
            return [other() for other in OTHERS[type(node)]]
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            return [ast.Return(ast.Constant(None))]
        case ast.Expr() | ast.Raise():
            return [ast.Pass()]
        case ast.If() if not isinstance(node.test, ast.Compare | ast.UnaryOp | ast.BoolOp):
            return [_with(node, test=ast.UnaryOp(ast.Not(), node.test))]
        case _:
            return []


def _other_constant(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    return [f"{value}?"] if isinstance(value, str) else []


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _with(node: ast.AST, **changes: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


class _Exchange(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, ast.copy_location(new, old)

    def visit(self, node: ast.AST) -> ast.AST:
        """Exchange the one node."""
        return self._new if node is self._old else self.generic_visit(node)
